package io.datacapsule.bench;

import io.datacapsule.graph.GraphLoader;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import io.datacapsule.graph.SnapshotLoader;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Column;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Layer;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Tag;
import io.datacapsule.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A large random catalog, the same for the same size: seven levels from raw sources to reports, each model reading one to five
 * parents (three in the mean), a few hubs being read by hundreds.
 */
final class Estate {

    private static final String[] DOMAINS = ("sales finance marketing hr logistics support product legal risk procurement"
                    + " inventory billing payments web mobile partners security research fraud operations")
            .split(" ");
    private static final String[] THINGS = ("orders customers invoices payments shipments products employees campaigns"
                    + " sessions events tickets contracts refunds suppliers accounts transactions devices leads returns budgets")
            .split(" ");
    private static final String[] COLUMNS = ("email first_name last_name phone_number status currency country city zip_code"
                    + " street account_number iban device_id client_ip channel campaign segment region_code warehouse_code"
                    + " sku category batch_key source_system notes url customer_id amount total_amount quantity order_id"
                    + " product_id invoice_id discount unit_price net_revenue row_count version created_at updated_at"
                    + " shipped_at birth_date loaded_date tax_rate score is_active is_deleted")
            .split(" ");
    private static final String[] PREFIXES = {"raw", "stg", "int", "int", "int", "fct", "rpt"};
    private static final String[] SCHEMAS = {
        "raw", "staging", "intermediate", "intermediate", "intermediate", "marts", "reports"
    };
    private static final double[] SHARES = {.2, .2, .1, .1, .1, .2, .1};
    private static final int[] PARENTS = {1, 2, 2, 3, 3, 3, 3, 4, 4, 5};
    private static final EdgeProperties ASSERTED = EdgeProperties.assertedBy("dbt:bench");
    private static final List<String> SOURCE = List.of("dbt:bench");
    private static final Instant RUN = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random = new Random(42);
    private final GraphLoader loader;
    private final List<List<Integer>> levels = new ArrayList<>();
    private final List<List<Integer>> hubs = new ArrayList<>();

    private Estate(GraphLoader loader) {
        this.loader = loader;
    }

    /** A snapshot with that many capsules of that many columns each. */
    static GraphSnapshot of(int capsules, int columns) {
        SnapshotLoader loader = new SnapshotLoader();
        load(loader, capsules, columns);
        return loader.finish(new Revision(1));
    }

    /** Streams that many capsules of that many columns each. */
    static void load(GraphLoader loader, int capsules, int columns) {
        new Estate(loader).load(capsules, columns);
    }

    private void load(int capsules, int columns) {
        int[] tags = {tag("raw"), tag("staging"), tag("pii"), tag("finance")};
        int made = 0;
        for (int level = 0; level < SHARES.length; level++) {
            levels.add(new ArrayList<>());
            hubs.add(new ArrayList<>());
            int count = level == SHARES.length - 1 ? capsules - made : (int) (capsules * SHARES[level]);
            for (int i = 0; i < count; i++) {
                int row = capsule(level, made++, columns);
                loader.edge(Relation.CAPSULE_TAGGED, row, tags[random.nextInt(tags.length)], ASSERTED);
                levels.get(level).add(row);
                if (hubs.get(level).isEmpty() || random.nextDouble() < .002) {
                    hubs.get(level).add(row);
                }
            }
        }
    }

    private int tag(String name) {
        return loader.node(new Tag(
                Urn.catalog("tag", name), UUID.nameUUIDFromBytes(name.getBytes()), name, null, null, null, SOURCE));
    }

    private int capsule(int level, int index, int columns) {
        String domain = DOMAINS[random.nextInt(DOMAINS.length)];
        String thing = THINGS[random.nextInt(THINGS.length)];
        String name = "%s_%s_%s_%06d".formatted(PREFIXES[level], domain, thing, index);
        String urn = Urn.capsule(
                "dbt", level == 0 ? "source" : "model", name, "bench", level == 0 ? domain : SCHEMAS[level]);
        int row = loader.node(describe(level, index, domain, thing, name, urn));
        Set<String> names = new LinkedHashSet<>(List.of("id"));
        while (names.size() < columns) {
            names.add(COLUMNS[random.nextInt(COLUMNS.length)]);
        }
        int ordinal = 0;
        for (String column : names) {
            loader.node(column(urn, column, ++ordinal, thing));
        }
        if (level > 0) {
            parents(level).forEach(parent -> loader.edge(Relation.FLOWS_TO, parent, row, ASSERTED));
        }
        return row;
    }

    private Set<Integer> parents(int level) {
        int wanted = PARENTS[random.nextInt(PARENTS.length)];
        Set<Integer> parents = new LinkedHashSet<>();
        for (int attempt = 0; attempt < 50 && parents.size() < wanted; attempt++) {
            int from = level == 1 || random.nextDouble() < .8 ? level - 1 : level - 2;
            List<Integer> pool = random.nextDouble() < .06 ? hubs.get(from) : levels.get(from);
            parents.add(pool.get(random.nextInt(pool.size())));
        }
        return parents;
    }

    private Capsule describe(int level, int index, String domain, String thing, String name, String urn) {
        boolean described = random.nextDouble() < .9;
        return new Capsule(
                urn,
                name,
                level == 0 ? CapsuleType.SOURCE : CapsuleType.MODEL,
                "dbt",
                "bench",
                level == 0 ? "RAW_DB" : "ANALYTICS",
                level == 0 ? domain : SCHEMAS[level],
                level == 0 ? Layer.BRONZE : level < 5 ? Layer.SILVER : Layer.GOLD,
                level == 0 ? null : level < 3 ? "view" : "table",
                described ? "All " + thing + " of " + domain + " at level " + level + "." : null,
                domain,
                null,
                random.nextDouble() < .7 ? 1 : 0,
                "model.bench." + name,
                "bench",
                "models/" + SCHEMAS[level] + "/" + domain + "/" + name + ".sql",
                null,
                "sql",
                null,
                null,
                false,
                false,
                RUN,
                RUN.plusSeconds(index % 5000),
                null,
                RUN,
                RUN,
                Integer.toHexString(index * 0x9E3779B9),
                SOURCE);
    }

    private static Column column(String capsule, String name, int ordinal, String thing) {
        boolean personal = name.equals("email") || name.endsWith("_name") || name.equals("iban");
        return new Column(
                capsule,
                name,
                name.endsWith("_at") ? "TIMESTAMP_NTZ" : name.endsWith("_id") ? "NUMBER" : "VARCHAR",
                ordinal,
                ordinal % 3 == 0 ? null : name + " of " + thing,
                personal ? "pii" : name.endsWith("_id") ? "foreign_key" : null,
                personal ? name : null,
                personal ? "pattern" : null,
                ordinal == 1 ? 1 : 0,
                "both",
                null,
                SOURCE);
    }
}
