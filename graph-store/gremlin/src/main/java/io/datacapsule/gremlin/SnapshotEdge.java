package io.datacapsule.gremlin;

import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Graph;
import org.apache.tinkerpop.gremlin.structure.Property;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.apache.tinkerpop.gremlin.structure.util.ElementHelper;
import org.apache.tinkerpop.gremlin.structure.util.StringFactory;
import org.jspecify.annotations.Nullable;

/** An edge of the snapshot. Its id is made of its relation and the URNs of its ends. */
final class SnapshotEdge implements Edge {

    static final String ARROW = "->";

    private final SnapshotGraph graph;
    private final Relation relation;
    private final int from;
    private final int to;
    private final EdgeProperties properties;

    SnapshotEdge(SnapshotGraph graph, Relation relation, int from, int to, EdgeProperties properties) {
        this.graph = graph;
        this.relation = relation;
        this.from = from;
        this.to = to;
        this.properties = properties;
    }

    int to() {
        return to;
    }

    @Override
    public Object id() {
        return relation.name() + ":" + outVertex().id() + ARROW + inVertex().id();
    }

    @Override
    public String label() {
        return relation.type().name();
    }

    @Override
    public Graph graph() {
        return graph;
    }

    @Override
    public Vertex outVertex() {
        return new SnapshotVertex(graph, relation.from(), from);
    }

    @Override
    public Vertex inVertex() {
        return new SnapshotVertex(graph, relation.to(), to);
    }

    @Override
    public Iterator<Vertex> vertices(Direction direction) {
        return switch (direction) {
            case OUT -> List.of(outVertex()).iterator();
            case IN -> List.of(inVertex()).iterator();
            case BOTH -> List.of(outVertex(), inVertex()).iterator();
        };
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> Iterator<Property<V>> properties(String... keys) {
        List<Property<V>> found = new ArrayList<>();
        if (ElementHelper.keyExists("asserted_by", keys)) {
            found.add(new Attribute<>(this, "asserted_by", (V) properties.assertedBy()));
        }
        properties.attributes().forEach((key, value) -> {
            if (ElementHelper.keyExists(key, keys)) {
                found.add(new Attribute<>(this, key, (V) value));
            }
        });
        return found.iterator();
    }

    @Override
    public <V> Property<V> property(String key, V value) {
        throw SnapshotGraph.unchangeable();
    }

    @Override
    public void remove() {
        throw SnapshotGraph.unchangeable();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SnapshotEdge edge
                && edge.relation == relation
                && edge.from == from
                && edge.to == to
                && edge.graph == graph;
    }

    @Override
    public int hashCode() {
        return Objects.hash(relation, from, to);
    }

    @Override
    public String toString() {
        return StringFactory.edgeString(this);
    }

    /** A property of an edge. */
    private record Attribute<V>(Edge element, String key, V value) implements Property<V> {

        @Override
        public boolean isPresent() {
            return true;
        }

        @Override
        public void remove() {
            throw SnapshotGraph.unchangeable();
        }

        @Override
        public String toString() {
            return StringFactory.propertyString(this);
        }
    }
}
