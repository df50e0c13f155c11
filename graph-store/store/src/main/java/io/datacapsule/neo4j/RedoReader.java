package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.graph.Property;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RedoWriter} wrote. Properties that this version of the program does not know are left out. */
final class RedoReader {

    private static final int OLDEST = 1;
    private static final int WITH_LINEAGE = 2;

    private final DataInputStream in;
    private final List<String> strings = new ArrayList<>();
    private final Map<NodeKind, int[]> layouts = new EnumMap<>(NodeKind.class);

    private RedoReader(DataInputStream in) {
        this.in = in;
    }

    /** The change that these bytes stand for. */
    static GraphChange read(byte[] bytes) {
        try (var in = new DataInputStream(
                new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)), 1 << 14))) {
            return new RedoReader(in).readAll();
        } catch (IOException | IllegalArgumentException e) {
            throw new InternalFailureException(
                    "pending_change_unreadable", "A change that was begun earlier cannot be read back.", e);
        }
    }

    private GraphChange readAll() throws IOException {
        int version = in.readByte();
        if (version < OLDEST || version > RedoWriter.VERSION) {
            throw new IOException("it has version " + version);
        }
        for (NodeSchema schema : NodeSchema.values()) {
            layouts.put(schema.kind(), layout(schema));
        }
        List<Node> created = nodes();
        List<Node> updated = nodes();
        List<Ref> removed = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            removed.add(new Ref(NodeKind.valueOf(string()), string()));
        }
        List<CapsuleDetails> details = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            details.add(new CapsuleDetails(
                    string(),
                    (String) value(),
                    (String) value(),
                    (String) value(),
                    version < WITH_LINEAGE ? null : (String) value()));
        }
        List<Edge> edgesCreated = edges();
        List<Edge> edgesUpdated = edges();
        List<Edge.Key> edgesRemoved = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            edgesRemoved.add(key());
        }
        return new GraphChange(
                Optional.empty(), created, updated, removed, details, edgesCreated, edgesUpdated, edgesRemoved);
    }

    /** Where each written property stands in the present layout, or -1. */
    private int[] layout(NodeSchema schema) throws IOException {
        List<String> present = schema.properties().stream().map(Property::name).toList();
        int[] layout = new int[in.readInt()];
        for (int i = 0; i < layout.length; i++) {
            layout[i] = present.indexOf(string());
        }
        return layout;
    }

    private List<Node> nodes() throws IOException {
        int count = in.readInt();
        List<Node> nodes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            NodeKind kind = NodeKind.valueOf(string());
            NodeSchema schema = NodeSchema.of(kind);
            @Nullable Object[] values = new @Nullable Object[schema.properties().size()];
            for (int position : layouts.getOrDefault(kind, new int[0])) {
                Object value = value();
                if (position >= 0) {
                    values[position] = value;
                }
            }
            nodes.add(schema.node(values));
        }
        return nodes;
    }

    private List<Edge> edges() throws IOException {
        int count = in.readInt();
        List<Edge> edges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Edge.Key key = key();
            in.readByte();
            List<String> assertedBy = list();
            Map<String, String> attributes = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                attributes.put(string(), string());
            }
            edges.add(new Edge(key.relation(), key.from(), key.to(), new EdgeProperties(assertedBy, attributes)));
        }
        return edges;
    }

    private Edge.Key key() throws IOException {
        return new Edge.Key(Relation.valueOf(string()), string(), string());
    }

    private @Nullable Object value() throws IOException {
        return switch (in.readByte()) {
            case 0 -> null;
            case 1 -> string();
            case 2 -> in.readInt();
            case 3 -> true;
            case 4 -> false;
            case 5 -> Instant.ofEpochSecond(in.readLong(), in.readInt());
            case 6 -> list();
            default -> throw new IOException("it holds a value of an unknown type");
        };
    }

    private List<String> list() throws IOException {
        int size = in.readInt();
        List<String> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(string());
        }
        return list;
    }

    private String string() throws IOException {
        int number = in.readInt();
        if (number >= 0) {
            return strings.get(number);
        }
        String text = new String(in.readNBytes(-1 - number), StandardCharsets.UTF_8);
        strings.add(text);
        return text;
    }
}
