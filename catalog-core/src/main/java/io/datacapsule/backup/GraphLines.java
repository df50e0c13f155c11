package io.datacapsule.backup;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes a graph as JSON, a node or an edge a line. What is not known is left out. */
final class GraphLines {

    /** What tells the kind of a node. */
    static final String KIND = "kind";

    private static final int CAPSULES_AT_ONCE = 500;

    private final GraphSnapshot graph;

    GraphLines(GraphSnapshot graph) {
        this.graph = graph;
    }

    /** Writes all nodes, capsules before columns. */
    long nodes(OutputStream out) {
        long lines = 0;
        try (JsonGenerator json = BackupJson.lines(out)) {
            for (NodeKind kind : NodeKind.values()) {
                for (int row = 0; row < graph.rows(kind); row++) {
                    if (graph.alive(kind, row)) {
                        node(json, kind, row);
                        lines++;
                    }
                }
            }
            json.writeRaw("\n");
        }
        return lines;
    }

    private void node(JsonGenerator json, NodeKind kind, int row) {
        NodeSchema schema = NodeSchema.of(kind);
        @Nullable Object[] values = schema.values(graph.node(kind, row));
        json.writeStartObject();
        json.writeStringProperty(KIND, kind.label());
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                json.writeName(schema.properties().get(i).name());
                value(json, value);
            }
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, Object value) {
        switch (value) {
            case Integer number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(element -> json.writeString(String.valueOf(element)));
                json.writeEndArray();
            }
            default -> json.writeString(value.toString());
        }
    }

    /** Writes all edges but those from capsules to their columns. */
    long edges(OutputStream out) {
        long lines = 0;
        try (JsonGenerator json = BackupJson.lines(out)) {
            for (Relation relation : Relation.values()) {
                for (int row = 0; relation != Relation.HAS_COLUMN && row < graph.rows(relation.from()); row++) {
                    lines += edges(json, relation, row);
                }
            }
            json.writeRaw("\n");
        }
        return lines;
    }

    private int edges(JsonGenerator json, Relation relation, int row) {
        Adjacency heads = graph.out(relation);
        int degree = heads.degree(row);
        String from = degree == 0 ? "" : graph.urn(relation.from(), row);
        for (int i = 0; i < degree; i++) {
            EdgeProperties properties = heads.properties(row, i);
            json.writeStartObject();
            json.writeStringProperty("relation", relation.name());
            json.writeStringProperty("from", from);
            json.writeStringProperty("to", graph.urn(relation.to(), heads.neighbour(row, i)));
            json.writeName("asserted_by");
            value(json, properties.assertedBy());
            json.writeObjectPropertyStart("attributes");
            properties.attributes().forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeEndObject();
        }
        return degree;
    }

    /** Writes the large properties of all capsules, asking {@code store} for some at a time. */
    long details(OutputStream out, Function<Collection<String>, Map<String, CapsuleDetails>> store) {
        long lines = 0;
        try (JsonGenerator json = BackupJson.lines(out)) {
            List<String> urns = new ArrayList<>();
            for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
                if (graph.alive(NodeKind.CAPSULE, row)) {
                    urns.add(graph.urn(NodeKind.CAPSULE, row));
                }
            }
            for (int from = 0; from < urns.size(); from += CAPSULES_AT_ONCE) {
                List<String> some = urns.subList(from, Math.min(urns.size(), from + CAPSULES_AT_ONCE));
                Map<String, CapsuleDetails> found = store.apply(some);
                for (String urn : some) {
                    CapsuleDetails details = found.get(urn);
                    if (details != null) {
                        details(json, details);
                        lines++;
                    }
                }
            }
            json.writeRaw("\n");
        }
        return lines;
    }

    private static void details(JsonGenerator json, CapsuleDetails details) {
        json.writeStartObject();
        json.writeStringProperty("urn", details.urn());
        text(json, "raw_sql", details.rawSql());
        text(json, "compiled_sql", details.compiledSql());
        text(json, "meta", details.meta());
        text(json, "lineage", details.lineage());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) {
        if (text != null) {
            json.writeStringProperty(name, text);
        }
    }
}
