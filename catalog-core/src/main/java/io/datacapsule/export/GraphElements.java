package io.datacapsule.export;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.graph.SnapshotGraph;
import io.datacapsule.graph.SnapshotGraph.Arc;
import io.datacapsule.graph.SnapshotGraph.Vertex;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is written of nodes and edges, alike in all formats. Texts are well-formed Unicode; formats escape them. */
final class GraphElements {

    /** A property as it is written, and where in the node's row it stands. */
    private record Field(String name, int index) {}

    private static final HexFormat HEX = HexFormat.of();
    private static final Map<NodeKind, List<Field>> FIELDS = new EnumMap<>(Map.of(
            NodeKind.CAPSULE,
            fields(
                    NodeSchema.CAPSULE,
                    "capsule_type",
                    "layer",
                    "domain",
                    "owner",
                    "materialization",
                    "description",
                    "version"),
            NodeKind.COLUMN,
            fields(NodeSchema.COLUMN, "data_type", "semantic_type", "pii_type", "description"),
            NodeKind.TAG,
            fields(NodeSchema.TAG, "category", "sensitivity_level", "description"),
            NodeKind.DOMAIN,
            fields(NodeSchema.DOMAIN, "owner", "description"),
            NodeKind.OWNER,
            fields(NodeSchema.OWNER, "email"),
            NodeKind.DATA_PRODUCT,
            fields(NodeSchema.DATA_PRODUCT, "version", "status", "domain", "owner", "description")));

    private final SnapshotGraph graph;
    private final GraphSnapshot snapshot;

    GraphElements(SnapshotGraph graph) {
        this.graph = graph;
        this.snapshot = graph.snapshot();
    }

    private static List<Field> fields(NodeSchema schema, String... properties) {
        return List.of(properties).stream()
                .map(p -> new Field(p.equals("capsule_type") ? "type" : p, schema.index(p)))
                .toList();
    }

    SnapshotGraph graph() {
        return graph;
    }

    long revision() {
        return snapshot.revision().number();
    }

    /** A short name made of a letter and hexadecimal digits: the same in every export, derived from the URN. */
    String id(Vertex vertex) {
        char letter = switch (vertex.kind()) {
            case CAPSULE -> 'c';
            case COLUMN -> 'f';
            case TAG -> 't';
            case DOMAIN -> 'd';
            case OWNER -> 'w';
            case DATA_PRODUCT -> 'p';
        };
        return letter + HEX.toHexDigits(Urn.id(urn(vertex)).getMostSignificantBits());
    }

    String urn(Vertex vertex) {
        return CleanText.urn(snapshot.urn(vertex.kind(), vertex.row()));
    }

    String name(Vertex vertex) {
        return CleanText.unicode(snapshot.name(vertex.kind(), vertex.row()));
    }

    /** The word for a kind of node: capsule, column, tag, domain, owner or data_product. */
    static String kind(Vertex vertex) {
        return vertex.kind().name().toLowerCase(Locale.ROOT);
    }

    /** A property that the node's kind has; empty if unknown. */
    String text(Vertex vertex, String property) {
        return snapshot.value(
                                vertex.kind(),
                                vertex.row(),
                                NodeSchema.of(vertex.kind()).index(property))
                        instanceof String text
                ? text
                : "";
    }

    /** The known properties of a node: texts, booleans and ints; urn, name and type are always there. */
    Map<String, Object> properties(Vertex vertex) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("urn", urn(vertex));
        properties.put("name", name(vertex));
        if (vertex.kind() != NodeKind.CAPSULE) {
            properties.put("type", kind(vertex));
        }
        for (Field field : FIELDS.getOrDefault(vertex.kind(), List.of())) {
            if (snapshot.value(vertex.kind(), vertex.row(), field.index) instanceof String text) {
                properties.put(field.name, CleanText.unicode(text));
            }
        }
        if (vertex.kind() == NodeKind.CAPSULE) {
            properties.put("has_pii", snapshot.personalColumns(vertex.row()) > 0);
            properties.put("column_count", snapshot.out(Relation.HAS_COLUMN).degree(vertex.row()));
        }
        return properties;
    }

    /** What is known of an edge beyond its type, such as role, added_by, transformation, confidence. */
    Map<String, String> properties(Arc arc) {
        Map<String, String> known = graph.properties(arc).attributes();
        if (known.isEmpty()) {
            return known;
        }
        Map<String, String> clean = new LinkedHashMap<>();
        known.forEach((name, value) -> clean.put(CleanText.unicode(name), CleanText.unicode(value)));
        return clean;
    }

    /** The names of the properties that any edge has. */
    Set<String> edgeProperties() {
        Set<String> names = new TreeSet<>();
        for (Arc arc : graph.edgeSet()) {
            names.addAll(properties(arc).keySet());
        }
        return names;
    }
}
