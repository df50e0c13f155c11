package io.datacapsule.query;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Column;
import io.datacapsule.model.Domain;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Layer;
import io.datacapsule.model.Node;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Tag;
import io.datacapsule.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes a catalog down briefly: {@code new SampleCatalog().flow("raw -> stg -> mart").column("mart", "email", …).graph()}. */
public final class SampleCatalog {

    /** When everything here happened. */
    public static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private static final EdgeProperties ASSERTED = EdgeProperties.assertedBy("dbt:shop");

    private final Map<String, Capsule> capsules = new LinkedHashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private final Map<String, Node> others = new LinkedHashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();

    /** The URN of a model of the schema {@code main}. */
    public static String urn(String name) {
        return urn(name, "main");
    }

    /** The URN of a model. */
    public static String urn(String name, String schema) {
        return Urn.capsule("dbt", "model", name, "shop", schema);
    }

    /** A model of which little is known. */
    public static Capsule model(String name, String schema) {
        return capsule(name, schema, CapsuleType.MODEL, null, null, null, 0);
    }

    /** A capsule. */
    public static Capsule capsule(
            String name, String schema, CapsuleType type, Layer layer, String domain, String description, int tests) {
        return new Capsule(
                urn(name, schema),
                name,
                type,
                "dbt",
                "shop",
                "db",
                schema,
                layer,
                type == CapsuleType.SOURCE ? null : "table",
                description,
                domain,
                null,
                tests,
                "model.shop." + name,
                "shop",
                null,
                null,
                "sql",
                null,
                null,
                false,
                false,
                TIME,
                TIME,
                null,
                TIME,
                null,
                null,
                List.of("dbt:shop"));
    }

    /** Models joined by arrows: {@code "raw -> stg -> mart, raw -> other"}. */
    public SampleCatalog flow(String text) {
        for (String chain : text.split(",")) {
            String before = "";
            for (String part : chain.split("->")) {
                String name = part.strip();
                capsules.computeIfAbsent(urn(name), u -> model(name, "main"));
                if (!before.isEmpty()) {
                    edges.add(new Edge(Relation.FLOWS_TO, urn(before), urn(name), ASSERTED));
                }
                before = name;
            }
        }
        return this;
    }

    /** A capsule of its own. */
    public SampleCatalog with(Capsule capsule) {
        capsules.put(capsule.urn(), capsule);
        String domain = capsule.domain();
        if (domain != null) {
            Domain node = new Domain(Urn.catalog("domain", domain), domain, null, null, List.of("dbt:shop"));
            others.put(node.urn(), node);
            edges.add(new Edge(Relation.IN_DOMAIN, capsule.urn(), node.urn(), ASSERTED));
        }
        return this;
    }

    /** A column of a model of the schema {@code main}. */
    public SampleCatalog column(String model, String name, String type, String description, String piiType) {
        columns.add(new Column(
                urn(model),
                name,
                type,
                (int) columns.stream()
                                .filter(c -> c.capsuleUrn().equals(urn(model)))
                                .count()
                        + 1,
                description,
                piiType == null ? null : "pii",
                piiType,
                piiType == null ? null : "pattern",
                0,
                "both",
                null,
                List.of("dbt:shop")));
        return this;
    }

    /** A plain column. */
    public SampleCatalog column(String model, String name) {
        return column(model, name, "text", null, null);
    }

    /** The model of the schema {@code main} carries a tag. */
    public SampleCatalog tag(String model, String tag) {
        edges.add(new Edge(Relation.CAPSULE_TAGGED, urn(model), tagNode(tag), ASSERTED));
        return this;
    }

    /** The column carries a tag. */
    public SampleCatalog columnTag(String model, String column, String tag) {
        edges.add(new Edge(Relation.COLUMN_TAGGED, Urn.column(urn(model), column), tagNode(tag), ASSERTED));
        return this;
    }

    private String tagNode(String name) {
        String urn = Urn.catalog("tag", name);
        others.put(urn, new Tag(urn, UUID.nameUUIDFromBytes(name.getBytes()), name, null, null, null, List.of()));
        return urn;
    }

    /** A change that creates all of it. */
    public GraphChange change() {
        List<Node> created = new ArrayList<>(capsules.values());
        created.addAll(columns);
        created.addAll(others.values());
        return new GraphChange(
                Optional.empty(), created, List.of(), List.of(), List.of(), List.copyOf(edges), List.of(), List.of());
    }

    /** A graph with all of it. */
    public GraphSnapshot graph() {
        GraphSnapshot empty = GraphSnapshot.empty();
        return empty.apply(change(), empty.revision().next());
    }
}
