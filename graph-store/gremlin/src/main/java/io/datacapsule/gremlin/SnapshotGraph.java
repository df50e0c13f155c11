package io.datacapsule.gremlin;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.configuration2.BaseConfiguration;
import org.apache.commons.configuration2.Configuration;
import org.apache.tinkerpop.gremlin.process.computer.GraphComputer;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Graph;
import org.apache.tinkerpop.gremlin.structure.Transaction;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.apache.tinkerpop.gremlin.structure.util.StringFactory;

/**
 * A snapshot as a TinkerPop graph that cannot be changed. Nothing is copied: vertices and edges are made as a traversal comes
 * by. The id of a vertex is its URN, its label that of its kind; an edge is labelled by its type. Safe for any number of
 * threads.
 */
public final class SnapshotGraph implements Graph {

    private final GraphSnapshot snapshot;

    /** A view of {@code snapshot}. */
    public SnapshotGraph(GraphSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    GraphSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public Iterator<Vertex> vertices(Object... ids) {
        Stream<Vertex> found = ids.length == 0
                ? Arrays.stream(NodeKind.values()).flatMap(this::all)
                : Arrays.stream(ids).flatMap(this::vertex);
        return found.iterator();
    }

    private Stream<Vertex> all(NodeKind kind) {
        return IntStream.range(0, snapshot.rows(kind))
                .filter(row -> snapshot.alive(kind, row))
                .mapToObj(row -> new SnapshotVertex(this, kind, row));
    }

    private Stream<Vertex> vertex(Object id) {
        if (id instanceof Vertex vertex) {
            return vertex(vertex.id());
        }
        List<Vertex> found = new ArrayList<>();
        for (NodeKind kind : NodeKind.values()) {
            int row = snapshot.find(kind, id.toString());
            if (row >= 0) {
                found.add(new SnapshotVertex(this, kind, row));
            }
        }
        return found.stream();
    }

    @Override
    public Iterator<Edge> edges(Object... ids) {
        Stream<Edge> found = ids.length == 0
                ? Arrays.stream(Relation.values()).flatMap(this::all)
                : Arrays.stream(ids).flatMap(this::edge);
        return found.iterator();
    }

    private Stream<Edge> all(Relation relation) {
        return IntStream.range(0, snapshot.rows(relation.from()))
                .filter(row -> snapshot.alive(relation.from(), row))
                .boxed()
                .flatMap(row -> edgesFrom(relation, row));
    }

    /** The edges of that relation from a row. */
    Stream<Edge> edgesFrom(Relation relation, int row) {
        Adjacency out = snapshot.out(relation);
        return IntStream.range(0, out.degree(row))
                .mapToObj(i -> new SnapshotEdge(this, relation, row, out.neighbour(row, i), out.properties(row, i)));
    }

    /** The edges of that relation to a row. */
    Stream<Edge> edgesTo(Relation relation, int row) {
        if (relation == Relation.HAS_COLUMN) {
            return edgesFrom(relation, snapshot.capsuleOf(row)).filter(edge -> ((SnapshotEdge) edge).to() == row);
        }
        Adjacency in = snapshot.in(relation);
        return IntStream.range(0, in.degree(row))
                .mapToObj(i -> new SnapshotEdge(this, relation, in.neighbour(row, i), row, in.properties(row, i)));
    }

    private Stream<Edge> edge(Object id) {
        String text = id instanceof Edge edge ? edge.id().toString() : id.toString();
        int colon = text.indexOf(':');
        int arrow = text.indexOf(SnapshotEdge.ARROW);
        if (colon < 0 || arrow < colon) {
            return Stream.empty();
        }
        String to = text.substring(arrow + SnapshotEdge.ARROW.length());
        return Arrays.stream(Relation.values())
                .filter(relation -> relation.name().equals(text.substring(0, colon)))
                .flatMap(relation -> {
                    int row = snapshot.find(relation.from(), text.substring(colon + 1, arrow));
                    return row < 0 ? Stream.empty() : edgesFrom(relation, row);
                })
                .filter(edge -> edge.inVertex().id().equals(to));
    }

    static UnsupportedOperationException unchangeable() {
        return new UnsupportedOperationException("The graph cannot be changed here");
    }

    @Override
    public Vertex addVertex(Object... keyValues) {
        throw unchangeable();
    }

    @Override
    public <C extends GraphComputer> C compute(Class<C> type) {
        throw Exceptions.graphComputerNotSupported();
    }

    @Override
    public GraphComputer compute() {
        throw Exceptions.graphComputerNotSupported();
    }

    @Override
    public Transaction tx() {
        throw Exceptions.transactionsNotSupported();
    }

    @Override
    public Variables variables() {
        throw Exceptions.variablesNotSupported();
    }

    @Override
    public Configuration configuration() {
        return new BaseConfiguration();
    }

    @Override
    public Features features() {
        return ReadOnlyFeatures.INSTANCE;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return StringFactory.graphString(this, "revision:" + snapshot.revision());
    }
}
