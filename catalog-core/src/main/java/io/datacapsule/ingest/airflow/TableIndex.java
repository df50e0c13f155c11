package io.datacapsule.ingest.airflow;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import io.datacapsule.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The capsules of a graph that are tables, by their names in the warehouse. */
final class TableIndex {

    /**
     * What a name may mean.
     *
     * @param urns      the capsules that describe the table, sorted; several where several projects do
     * @param ambiguous whether the name fits several tables, so that none is taken
     */
    record Match(List<String> urns, boolean ambiguous) {
        static final Match NONE = new Match(List.of(), false);
    }

    private record Known(String urn, TableName name) {}

    private static final int NAME = NodeSchema.CAPSULE.index("name");
    private static final int IDENTIFIER = NodeSchema.CAPSULE.index("identifier");
    private static final int DATABASE = NodeSchema.CAPSULE.index("database_name");
    private static final int SCHEMA = NodeSchema.CAPSULE.index("schema_name");
    private static final int TYPE = NodeSchema.CAPSULE.index("capsule_type");
    private static final int MATERIALIZATION = NodeSchema.CAPSULE.index("materialization");
    private static final Set<String> TABLES = Set.of("model", "source", "seed", "snapshot");

    private final Map<String, List<Known>> byName = new HashMap<>();

    TableIndex(GraphSnapshot graph) {
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
            if (graph.alive(NodeKind.CAPSULE, row)
                    && TABLES.contains(String.valueOf(graph.value(NodeKind.CAPSULE, row, TYPE)))
                    && !"ephemeral".equals(graph.value(NodeKind.CAPSULE, row, MATERIALIZATION))) {
                String own = text(graph, row, IDENTIFIER);
                String name = own == null ? String.valueOf(graph.value(NodeKind.CAPSULE, row, NAME)) : own;
                TableName table = new TableName(text(graph, row, DATABASE), text(graph, row, SCHEMA), name);
                byName.computeIfAbsent(folded(name), n -> new ArrayList<>(1))
                        .add(new Known(graph.urn(NodeKind.CAPSULE, row), table));
            }
        }
    }

    private static @Nullable String text(GraphSnapshot graph, int row, int property) {
        return graph.value(NodeKind.CAPSULE, row, property) instanceof String text && !text.isBlank() ? text : null;
    }

    /** The table that the name means; what either side does not tell fits anything, what both tell decides first. */
    Match find(TableName asked) {
        List<Known> fitting = byName.getOrDefault(folded(asked.name()), List.of()).stream()
                .filter(known -> fits(asked.schema(), known.name().schema())
                        && fits(asked.database(), known.name().database()))
                .toList();
        List<Known> whole = fitting.stream()
                .filter(known -> tells(asked.schema(), known.name().schema())
                        && tells(asked.database(), known.name().database()))
                .toList();
        List<Known> best = whole.isEmpty() ? fitting : whole;
        if (best.isEmpty()) {
            return Match.NONE;
        }
        long tables = best.stream()
                .map(known -> folded(known.name().toString()))
                .distinct()
                .count();
        return tables > 1
                ? new Match(List.of(), true)
                : new Match(best.stream().map(Known::urn).sorted().toList(), false);
    }

    private static boolean fits(@Nullable String asked, @Nullable String known) {
        return asked == null || known == null || asked.equalsIgnoreCase(known);
    }

    private static boolean tells(@Nullable String asked, @Nullable String known) {
        return asked == null || known != null;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
