package io.datacapsule.graph;

import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Column;
import io.datacapsule.model.DataProduct;
import io.datacapsule.model.Domain;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Layer;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Owner;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Tag;
import io.datacapsule.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes changes down briefly: {@code Changes.of().create(capsule("a"), column("a", "id")).flow("a", "b").change()}. */
public final class Changes {

    private static final Instant SEEN = Instant.parse("2026-02-03T04:05:06.123456Z");

    private Optional<UUID> job = Optional.empty();
    private final List<Node> created = new ArrayList<>();
    private final List<Node> updated = new ArrayList<>();
    private final List<Ref> removed = new ArrayList<>();
    private final List<CapsuleDetails> details = new ArrayList<>();
    private final List<Edge> edgesCreated = new ArrayList<>();
    private final List<Edge> edgesUpdated = new ArrayList<>();
    private final List<Edge.Key> edgesRemoved = new ArrayList<>();

    private Changes() {}

    /** An empty change to add to. */
    public static Changes of() {
        return new Changes();
    }

    /** The URN of the capsule of that name. */
    public static String urn(String capsule) {
        return Urn.capsule("dbt", "model", capsule, "shop", "marts");
    }

    /** A capsule with some properties set and others unknown. */
    public static Capsule capsule(String name) {
        return capsule(name, "about " + name);
    }

    /** The same with that description. */
    public static Capsule capsule(String name, String description) {
        return new Capsule(
                urn(name),
                name,
                CapsuleType.MODEL,
                "dbt",
                "shop",
                "warehouse",
                "marts",
                Layer.GOLD,
                "table",
                description,
                "sales",
                null,
                3,
                "model.shop." + name,
                "shop",
                "models/" + name + ".sql",
                null,
                "sql",
                null,
                null,
                true,
                false,
                SEEN,
                SEEN.plusNanos(1000),
                null,
                null,
                null,
                null,
                List.of("dbt:shop", "user"));
    }

    /** A column of the capsule of that name. */
    public static Column column(String capsule, String name) {
        return new Column(
                urn(capsule),
                name,
                "varchar",
                1,
                "the " + name,
                null,
                "email",
                "pattern",
                0,
                "both",
                "{\"a\":1}",
                List.of("dbt:shop"));
    }

    /** The URN of a column. */
    public static String columnUrn(String capsule, String name) {
        return Urn.column(urn(capsule), name);
    }

    /** A tag whose id has nothing to do with its URN. */
    public static Tag tag(String name) {
        return new Tag(
                Urn.catalog("tag", name),
                new UUID(7, name.hashCode()),
                name,
                "compliance",
                null,
                "high",
                List.of("user"));
    }

    /** A domain. */
    public static Domain domain(String name) {
        return new Domain(Urn.catalog("domain", name), name, null, null, List.of());
    }

    /** An owner. */
    public static Owner owner(String name) {
        return new Owner(Urn.catalog("owner", name), name, name + "@example.com", List.of("dbt:shop"));
    }

    /** A data product. */
    public static DataProduct product(String name) {
        return new DataProduct(
                Urn.catalog("product", name),
                new UUID(9, name.hashCode()),
                name,
                "x",
                "v1.0",
                "active",
                "sales",
                null,
                List.of("user"));
    }

    /** An edge that one source asserts. */
    public static Edge edge(Relation relation, String from, String to, Map<String, String> attributes) {
        return new Edge(relation, from, to, new EdgeProperties(List.of("dbt:shop"), attributes));
    }

    /** Completes that job. */
    public Changes job(UUID id) {
        job = Optional.of(id);
        return this;
    }

    /** Creates nodes. */
    public Changes create(Node... nodes) {
        created.addAll(List.of(nodes));
        return this;
    }

    /** Updates nodes. */
    public Changes update(Node... nodes) {
        updated.addAll(List.of(nodes));
        return this;
    }

    /** Removes a node. */
    public Changes remove(NodeKind kind, String urn) {
        removed.add(new Ref(kind, urn));
        return this;
    }

    /** Writes the details of the capsule of that name. */
    public Changes details(String capsule, String raw, String compiled, String meta) {
        details.add(new CapsuleDetails(urn(capsule), raw, compiled, meta));
        return this;
    }

    /** Writes what lies beside the graph of a capsule's column lineage. */
    public Changes lineageDetails(String capsule, String json) {
        details.add(new CapsuleDetails(urn(capsule), null, null, null, json));
        return this;
    }

    /** Creates an edge. */
    public Changes create(Edge edge) {
        edgesCreated.add(edge);
        return this;
    }

    /** Creates a flow between the capsules of these names. */
    public Changes flow(String from, String to) {
        return create(edge(Relation.FLOWS_TO, urn(from), urn(to), Map.of()));
    }

    /** Updates an edge. */
    public Changes update(Edge edge) {
        edgesUpdated.add(edge);
        return this;
    }

    /** Removes an edge. */
    public Changes remove(Edge.Key key) {
        edgesRemoved.add(key);
        return this;
    }

    /** The change as it stands. */
    public GraphChange change() {
        return new GraphChange(job, created, updated, removed, details, edgesCreated, edgesUpdated, edgesRemoved);
    }
}
