package io.datacapsule.backup;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a graph as JSON, a node or an edge a line, group by group: a group is a node that is no column, with its own columns and the
 * edges that leave it or them. So everything belongs to one group. What is not known is left out. Used by one thread.
 */
final class GraphLines {

    /** What tells the kind of a node. */
    static final String KIND = "kind";

    private static final int CAPSULES_AT_ONCE = 500;

    private final GraphSnapshot graph;
    private final Groups groups;
    private final LineBuffer buffer = new LineBuffer();
    private final JsonGenerator json = BackupJson.lines(buffer);

    /** Writes these groups of the graph. */
    GraphLines(GraphSnapshot graph, Groups groups) {
        this.graph = graph;
        this.groups = groups;
    }

    /** Chooses groups by kind and row of the node that is no column. */
    interface Groups {

        /** All of them. */
        Groups ALL = (kind, row) -> true;

        boolean has(NodeKind kind, int row);
    }

    /** Takes a line, without its end, of a group; the bytes are good until it returns. */
    interface Sink {
        void line(NodeKind kind, int row, byte[] bytes, int length) throws IOException;

        /** This one, and one that writes the line with its end. */
        default Sink andWritten(OutputStream out) {
            return (kind, row, bytes, length) -> {
                line(kind, row, bytes, length);
                out.write(bytes, 0, length);
                out.write('\n');
            };
        }
    }

    private static final class LineBuffer extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }

    /** Writes the nodes, capsules before columns, and answers how many. */
    long nodes(Sink sink) throws IOException {
        long lines = 0;
        for (NodeKind kind : NodeKind.values()) {
            for (int row = 0; row < graph.rows(kind); row++) {
                if (graph.alive(kind, row) && chosen(kind, row)) {
                    node(kind, row);
                    end(sink, kind, row);
                    lines++;
                }
            }
        }
        return lines;
    }

    private boolean chosen(NodeKind kind, int row) {
        return kind == NodeKind.COLUMN ? groups.has(NodeKind.CAPSULE, graph.capsuleOf(row)) : groups.has(kind, row);
    }

    private void end(Sink sink, NodeKind kind, int row) throws IOException {
        json.flush();
        if (kind == NodeKind.COLUMN) {
            sink.line(NodeKind.CAPSULE, graph.capsuleOf(row), buffer.bytes(), buffer.size());
        } else {
            sink.line(kind, row, buffer.bytes(), buffer.size());
        }
        buffer.reset();
    }

    private void node(NodeKind kind, int row) {
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

    /** Writes the edges but those from capsules to their columns, and answers how many. */
    long edges(Sink sink) throws IOException {
        long lines = 0;
        for (Relation relation : Relation.values()) {
            for (int row = 0; relation != Relation.HAS_COLUMN && row < graph.rows(relation.from()); row++) {
                if (graph.alive(relation.from(), row) && chosen(relation.from(), row)) {
                    lines += edges(sink, relation, row);
                }
            }
        }
        return lines;
    }

    private int edges(Sink sink, Relation relation, int row) throws IOException {
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
            end(sink, relation.from(), row);
        }
        return degree;
    }

    /** Writes the large properties of the capsules, asking {@code store} for some at a time, and answers how many. */
    long details(OutputStream out, Function<Collection<String>, Map<String, CapsuleDetails>> store) throws IOException {
        long lines = 0;
        List<String> urns = new ArrayList<>();
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
            if (graph.alive(NodeKind.CAPSULE, row) && groups.has(NodeKind.CAPSULE, row)) {
                urns.add(graph.urn(NodeKind.CAPSULE, row));
            }
        }
        for (int from = 0; from < urns.size(); from += CAPSULES_AT_ONCE) {
            List<String> some = urns.subList(from, Math.min(urns.size(), from + CAPSULES_AT_ONCE));
            Map<String, CapsuleDetails> found = store.apply(some);
            for (String urn : some) {
                CapsuleDetails details = found.get(urn);
                if (details != null) {
                    details(details);
                    json.flush();
                    buffer.write('\n');
                    buffer.writeTo(out);
                    buffer.reset();
                    lines++;
                }
            }
        }
        return lines;
    }

    private void details(CapsuleDetails details) {
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
