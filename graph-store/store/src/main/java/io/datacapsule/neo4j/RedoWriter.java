package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.graph.Property;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Edge;
import io.datacapsule.model.Node;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a change as compressed bytes, from which {@link RedoReader} makes an equal one, by this version of the program or a
 * later one: the layout of the nodes is part of the bytes. A string is written once and then referred to by its number.
 */
final class RedoWriter {

    static final int VERSION = 2;

    private final DataOutputStream out;
    private final Map<String, Integer> strings = new HashMap<>();

    private RedoWriter(DataOutputStream out) {
        this.out = out;
    }

    /** The bytes of {@code change}; its job is not among them. */
    static byte[] write(GraphChange change) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DataOutputStream(
                new BufferedOutputStream(new DeflaterOutputStream(bytes, deflater, 1 << 14), 1 << 14))) {
            new RedoWriter(out).writeAll(change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private void writeAll(GraphChange change) throws IOException {
        out.writeByte(VERSION);
        for (NodeSchema schema : NodeSchema.values()) {
            out.writeInt(schema.properties().size());
            for (Property property : schema.properties()) {
                string(property.name());
            }
        }
        nodes(change.created());
        nodes(change.updated());
        out.writeInt(change.removed().size());
        for (Ref ref : change.removed()) {
            string(ref.kind().name());
            string(ref.urn());
        }
        out.writeInt(change.details().size());
        for (CapsuleDetails detail : change.details()) {
            string(detail.urn());
            value(detail.rawSql());
            value(detail.compiledSql());
            value(detail.meta());
            value(detail.lineage());
        }
        edges(change.edgesCreated());
        edges(change.edgesUpdated());
        out.writeInt(change.edgesRemoved().size());
        for (Edge.Key key : change.edgesRemoved()) {
            key(key);
        }
    }

    private void nodes(List<Node> nodes) throws IOException {
        out.writeInt(nodes.size());
        for (Node node : nodes) {
            string(node.kind().name());
            for (Object value : NodeSchema.of(node.kind()).values(node)) {
                value(value);
            }
        }
    }

    private void edges(List<Edge> edges) throws IOException {
        out.writeInt(edges.size());
        for (Edge edge : edges) {
            key(edge.key());
            value(edge.properties().assertedBy());
            out.writeInt(edge.properties().attributes().size());
            for (var attribute : edge.properties().attributes().entrySet()) {
                string(attribute.getKey());
                string(attribute.getValue());
            }
        }
    }

    private void key(Edge.Key key) throws IOException {
        string(key.relation().name());
        string(key.from());
        string(key.to());
    }

    private void value(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeByte(0);
            case String text -> {
                out.writeByte(1);
                string(text);
            }
            case Integer number -> {
                out.writeByte(2);
                out.writeInt(number);
            }
            case Boolean truth -> out.writeByte(truth ? 3 : 4);
            case Instant time -> {
                out.writeByte(5);
                out.writeLong(time.getEpochSecond());
                out.writeInt(time.getNano());
            }
            case List<?> list -> {
                out.writeByte(6);
                out.writeInt(list.size());
                for (Object element : list) {
                    string(String.valueOf(element));
                }
            }
            default -> throw new IllegalArgumentException("no layout for " + value.getClass());
        }
    }

    private void string(String text) throws IOException {
        Integer known = strings.putIfAbsent(text, strings.size());
        if (known != null) {
            out.writeInt(known);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(-1 - bytes.length);
        out.write(bytes);
    }
}
