package io.datacapsule.gremlin;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.graph.Property;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Graph;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.apache.tinkerpop.gremlin.structure.VertexProperty;
import org.apache.tinkerpop.gremlin.structure.util.StringFactory;
import org.jspecify.annotations.Nullable;

/** A node of the snapshot as a vertex. */
final class SnapshotVertex implements Vertex {

    private final SnapshotGraph graph;
    private final NodeKind kind;
    private final int row;

    SnapshotVertex(SnapshotGraph graph, NodeKind kind, int row) {
        this.graph = graph;
        this.kind = kind;
        this.row = row;
    }

    @Override
    public Object id() {
        return graph.snapshot().urn(kind, row);
    }

    @Override
    public String label() {
        return kind.label();
    }

    @Override
    public Graph graph() {
        return graph;
    }

    @Override
    public Iterator<Edge> edges(Direction direction, String... labels) {
        Set<String> wanted = Set.of(labels.length == 0 ? new String[0] : labels.clone());
        return Arrays.stream(Relation.values())
                .filter(relation ->
                        wanted.isEmpty() || wanted.contains(relation.type().name()))
                .flatMap(relation -> Stream.concat(
                        direction != Direction.IN && relation.from() == kind
                                ? graph.edgesFrom(relation, row)
                                : Stream.empty(),
                        direction != Direction.OUT && relation.to() == kind
                                ? graph.edgesTo(relation, row)
                                : Stream.empty()))
                .iterator();
    }

    @Override
    public Iterator<Vertex> vertices(Direction direction, String... labels) {
        Iterator<Edge> edges = edges(direction, labels);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return edges.hasNext();
            }

            @Override
            public Vertex next() {
                Edge edge = edges.next();
                return switch (direction) {
                    case OUT -> edge.inVertex();
                    case IN -> edge.outVertex();
                    case BOTH -> SnapshotVertex.this.equals(edge.outVertex()) ? edge.inVertex() : edge.outVertex();
                };
            }
        };
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> Iterator<VertexProperty<V>> properties(String... keys) {
        List<VertexProperty<V>> found = new ArrayList<>();
        for (String name : keys.length == 0 ? names() : List.of(keys)) {
            Object value = known(name);
            if (value != null) {
                found.add(new SnapshotProperty<>(this, name, (V) value));
            }
        }
        return found.iterator();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(
                NodeSchema.of(kind).properties().stream().map(Property::name).toList());
        if (kind == NodeKind.COLUMN) {
            names.add("urn");
        }
        return names;
    }

    private @Nullable Object known(String name) {
        GraphSnapshot snapshot = graph.snapshot();
        List<Property> properties = NodeSchema.of(kind).properties();
        for (int i = 0; i < properties.size(); i++) {
            if (properties.get(i).name().equals(name)) {
                return plain(snapshot.value(kind, row, i));
            }
        }
        return switch (name) {
            case "urn" -> snapshot.urn(kind, row);
            case "id" -> snapshot.node(kind, row).id().toString();
            default -> null;
        };
    }

    /** Gremlin writes points in time with an offset. */
    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value;
    }

    @Override
    public Edge addEdge(String label, Vertex inVertex, Object... keyValues) {
        throw SnapshotGraph.unchangeable();
    }

    @Override
    public <V> VertexProperty<V> property(
            VertexProperty.Cardinality cardinality, String key, V value, Object... keyValues) {
        throw SnapshotGraph.unchangeable();
    }

    @Override
    public void remove() {
        throw SnapshotGraph.unchangeable();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SnapshotVertex vertex
                && vertex.kind == kind
                && vertex.row == row
                && vertex.graph == graph;
    }

    @Override
    public int hashCode() {
        return kind.ordinal() + 7 * row;
    }

    @Override
    public String toString() {
        return StringFactory.vertexString(this);
    }
}
