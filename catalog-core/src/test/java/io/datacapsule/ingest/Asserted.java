package io.datacapsule.ingest;

import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Column;
import io.datacapsule.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes down what a source asserts, briefly: {@code Asserted.by("shop").model("orders").column("id", "int").build()}. */
public final class Asserted {

    /** When the runs of these tests took place. */
    public static final Instant RUN = Instant.parse("2026-01-02T03:04:05Z");

    private final String project;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, String> ownerEmails = new LinkedHashMap<>();
    private String current = "";
    private final Map<String, ToldLineage> told = new LinkedHashMap<>();
    private boolean catalog = true;

    private static final class Draft {
        private final List<Column> columns = new ArrayList<>();
        private final List<String> upstream = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private final Map<String, List<String>> columnTags = new LinkedHashMap<>();
        private String owner = "";
        private String domain = "";
        private String description = "";
        private String external = "";
        private String sql = "";
    }

    private Asserted(String project) {
        this.project = project;
    }

    /** What the dbt project asserts. */
    public static Asserted by(String project) {
        return new Asserted(project);
    }

    /** The URN of a model of a project, all in one schema. */
    public static String urn(String project, String model) {
        return Urn.capsule("dbt", "model", model, project, "main");
    }

    /** Models joined by arrows: {@code "raw -> stg -> mart, raw -> other"}. */
    public Asserted flow(String text) {
        for (String chain : text.split(",")) {
            String before = "";
            for (String model : chain.split("->")) {
                model(model.strip());
                if (!before.isEmpty()) {
                    upstream(before);
                }
                before = model.strip();
            }
        }
        return this;
    }

    /** Goes on with that model. */
    public Asserted model(String name) {
        current = name;
        drafts.computeIfAbsent(name, n -> new Draft());
        return this;
    }

    /** The run had no catalog: columns are what the manifest documents. */
    public Asserted withoutCatalog() {
        catalog = false;
        return this;
    }

    /** The present model belongs to another project. */
    public Asserted external(String owner) {
        draft().external = owner;
        return this;
    }

    /** The present model reads these. */
    public Asserted upstream(String... models) {
        Arrays.stream(models).filter(m -> !draft().upstream.contains(m)).forEach(draft().upstream::add);
        return this;
    }

    /** The present model has a column. */
    public Asserted column(String name, String type) {
        Draft draft = draft();
        draft.columns.add(new Column(
                current,
                name,
                catalog ? type : null,
                catalog ? draft.columns.size() + 1 : 0,
                null,
                null,
                null,
                null,
                0,
                catalog ? "both" : "manifest",
                null,
                List.of("dbt:" + project)));
        return this;
    }

    /** The present model has a column that only the catalog knows. */
    public Asserted catalogColumn(String name, String type) {
        Draft draft = draft();
        draft.columns.add(new Column(
                current,
                name,
                type,
                draft.columns.size() + 1,
                null,
                null,
                null,
                null,
                0,
                "catalog",
                null,
                List.of("dbt:" + project)));
        return this;
    }

    /** The present model carries tags. */
    public Asserted tag(String... tags) {
        draft().tags.addAll(List.of(tags));
        return this;
    }

    /** The latest column carries a tag. */
    public Asserted columnTag(String tag) {
        draft().columnTags
                .computeIfAbsent(draft().columns.getLast().name(), c -> new ArrayList<>())
                .add(tag);
        return this;
    }

    /** The present model belongs to a domain. */
    public Asserted domain(String domain) {
        draft().domain = domain;
        return this;
    }

    /** The present model has an owner. */
    public Asserted owner(String owner) {
        draft().owner = owner;
        return this;
    }

    /** Where to reach an owner. */
    public Asserted email(String owner, String email) {
        ownerEmails.put(owner, email);
        return this;
    }

    /** The present model is described. */
    public Asserted description(String description) {
        draft().description = description;
        return this;
    }

    /** The present model has compiled SQL. */
    public Asserted sql(String sql) {
        draft().sql = sql;
        return this;
    }

    /** What dbt itself tells of the present model: {@code "id <- raw.id copied, total <- raw.amount changed, <- raw.day read"}. */
    public Asserted told(String edges) {
        List<ToldLineage.Told> all = new ArrayList<>();
        for (String edge : edges.split(",")) {
            String[] parts = edge.strip().split("<-");
            String[] origin = parts[1].strip().split("[. ]");
            all.add(new ToldLineage.Told(
                    parts[0].strip(),
                    urn(project, origin[0]),
                    origin[1],
                    ToldLineage.Use.valueOf(origin[2].toUpperCase(Locale.ROOT))));
        }
        told.put(urn(project, current), new ToldLineage("dbt", RUN, all));
        return this;
    }

    private Draft draft() {
        return drafts.get(current);
    }

    /** All of it. */
    public SourceGraph build() {
        List<AssertedCapsule> capsules = new ArrayList<>();
        drafts.forEach((name, draft) -> capsules.add(capsule(name, draft)));
        return new SourceGraph("dbt:" + project, "dbt", project, capsules, ownerEmails, "", null, told);
    }

    private String owning(String model) {
        Draft draft = drafts.get(model);
        return draft == null || draft.external.isEmpty() ? project : draft.external;
    }

    private AssertedCapsule capsule(String name, Draft draft) {
        String urn = urn(owning(name), name);
        boolean external = !draft.external.isEmpty();
        Capsule capsule = new Capsule(
                urn,
                name,
                CapsuleType.MODEL,
                "dbt",
                owning(name),
                "db",
                "main",
                null,
                "view",
                blank(draft.description),
                blank(draft.domain),
                blank(draft.owner),
                0,
                "model." + owning(name) + "." + name,
                owning(name),
                null,
                null,
                "sql",
                null,
                null,
                false,
                external,
                null,
                null,
                null,
                catalog && !external ? RUN : null,
                draft.sql.isEmpty() ? null : RUN,
                Integer.toHexString(draft.sql.hashCode()),
                List.of("dbt:" + project));
        List<Column> columns = draft.columns.stream()
                .map(c -> new Column(
                        urn,
                        c.name(),
                        c.dataType(),
                        c.ordinal(),
                        c.description(),
                        c.semanticType(),
                        c.piiType(),
                        c.piiDetectedBy(),
                        c.testCount(),
                        c.origin(),
                        c.meta(),
                        c.assertedBy()))
                .toList();
        return new AssertedCapsule(
                capsule,
                external ? null : new CapsuleDetails(urn, "raw", blank(draft.sql), "{}"),
                columns,
                catalog && !external,
                !draft.sql.isEmpty(),
                draft.upstream.stream().map(m -> urn(owning(m), m)).toList(),
                draft.tags,
                draft.columnTags);
    }

    private static String blank(String text) {
        return text.isEmpty() ? null : text;
    }
}
