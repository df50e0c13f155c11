package io.datacapsule.graph;

import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jgrapht.GraphType;
import org.jgrapht.graph.AbstractGraph;
import org.jgrapht.graph.DefaultGraphType;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot, or a part of it, as JGraphT sees a graph: a read-only directed view without weights, which copies nothing. It
 * holds the given nodes and every edge of the given relations among them, so nothing dangles; nodes come by kind and row, edges
 * by relation and tail. Safe for any number of threads.
 */
public final class SnapshotGraph extends AbstractGraph<SnapshotGraph.Vertex, SnapshotGraph.Arc> {

    private static final EdgeProperties NOTHING = new EdgeProperties(List.of(), Map.of());

    private final GraphSnapshot snapshot;
    private final Map<NodeKind, BitSet> nodes;
    private final EnumSet<Relation> relations;
    private final VertexView vertices;
    private final ArcView arcs;

    /** A node, by its kind and its row in the snapshot. */
    public record Vertex(NodeKind kind, int row) {}

    /** An edge, by its relation and the rows of its ends. */
    public record Arc(Relation relation, int from, int to) {

        /** The tail. */
        public Vertex source() {
            return new Vertex(relation.from(), from);
        }

        /** The head. */
        public Vertex target() {
            return new Vertex(relation.to(), to);
        }
    }

    /** The whole snapshot. */
    public SnapshotGraph(GraphSnapshot snapshot) {
        this(snapshot, everything(snapshot), EnumSet.allOf(Relation.class));
    }

    /**
     * A part of a snapshot.
     *
     * @param nodes     rows of living nodes; a kind that is not listed has none; not to be changed any more
     * @param relations which edges among them are seen
     */
    public SnapshotGraph(GraphSnapshot snapshot, Map<NodeKind, BitSet> nodes, Set<Relation> relations) {
        this.snapshot = snapshot;
        this.nodes = nodes.isEmpty() ? Map.of() : new EnumMap<>(nodes);
        this.relations = EnumSet.noneOf(Relation.class);
        for (Relation relation : relations) {
            if (nodes.containsKey(relation.from()) && nodes.containsKey(relation.to())) {
                this.relations.add(relation);
            }
        }
        this.vertices = new VertexView(this.nodes);
        this.arcs = new ArcView(this);
    }

    private static Map<NodeKind, BitSet> everything(GraphSnapshot snapshot) {
        Map<NodeKind, BitSet> nodes = new EnumMap<>(NodeKind.class);
        for (NodeKind kind : NodeKind.values()) {
            nodes.put(kind, living(snapshot, kind));
        }
        return nodes;
    }

    /** The rows of all nodes of a kind. */
    public static BitSet living(GraphSnapshot snapshot, NodeKind kind) {
        BitSet rows = new BitSet(snapshot.rows(kind));
        for (int row = 0; row < snapshot.rows(kind); row++) {
            rows.set(row, snapshot.alive(kind, row));
        }
        return rows;
    }

    /** The snapshot that this looks at. */
    public GraphSnapshot snapshot() {
        return snapshot;
    }

    /** What is known of an edge of this graph. */
    public EdgeProperties properties(Arc arc) {
        if (arc.relation == Relation.HAS_COLUMN) {
            return NOTHING;
        }
        Adjacency out = snapshot.out(arc.relation);
        Adjacency in = snapshot.in(arc.relation);
        return out.degree(arc.from) <= in.degree(arc.to)
                ? properties(out, arc.from, arc.to)
                : properties(in, arc.to, arc.from);
    }

    private static EdgeProperties properties(Adjacency adjacency, int row, int neighbour) {
        for (int i = 0; i < adjacency.degree(row); i++) {
            if (adjacency.neighbour(row, i) == neighbour) {
                return adjacency.properties(row, i);
            }
        }
        throw new IllegalArgumentException("there is no such edge");
    }

    EnumSet<Relation> relations() {
        return relations;
    }

    BitSet rows(NodeKind kind) {
        return nodes.getOrDefault(kind, new BitSet());
    }

    @Override
    public Set<Vertex> vertexSet() {
        return vertices;
    }

    @Override
    public boolean containsVertex(Vertex vertex) {
        return vertices.contains(vertex);
    }

    @Override
    public Set<Arc> edgeSet() {
        return arcs;
    }

    @Override
    public boolean containsEdge(Arc arc) {
        return arcs.contains(arc);
    }

    @Override
    public Vertex getEdgeSource(Arc arc) {
        return arc.source();
    }

    @Override
    public Vertex getEdgeTarget(Arc arc) {
        return arc.target();
    }

    @Override
    public Set<Arc> outgoingEdgesOf(Vertex vertex) {
        return ArcView.outgoing(this, known(vertex));
    }

    @Override
    public Set<Arc> incomingEdgesOf(Vertex vertex) {
        return ArcView.incoming(this, known(vertex));
    }

    @Override
    public Set<Arc> edgesOf(Vertex vertex) {
        Set<Arc> found = outgoingEdgesOf(vertex);
        found.addAll(incomingEdgesOf(vertex));
        return found;
    }

    @Override
    public int outDegreeOf(Vertex vertex) {
        return outgoingEdgesOf(vertex).size();
    }

    @Override
    public int inDegreeOf(Vertex vertex) {
        return incomingEdgesOf(vertex).size();
    }

    @Override
    public int degreeOf(Vertex vertex) {
        return outDegreeOf(vertex) + inDegreeOf(vertex);
    }

    @Override
    public @Nullable Set<Arc> getAllEdges(Vertex source, Vertex target) {
        if (!containsVertex(source) || !containsVertex(target)) {
            return null;
        }
        Set<Arc> found = new HashSet<>();
        for (Relation relation : relations) {
            Arc arc = new Arc(relation, source.row, target.row);
            if (relation.from() == source.kind && relation.to() == target.kind && containsEdge(arc)) {
                found.add(arc);
            }
        }
        return found;
    }

    @Override
    public @Nullable Arc getEdge(Vertex source, Vertex target) {
        Set<Arc> found = getAllEdges(source, target);
        return found == null || found.isEmpty() ? null : found.iterator().next();
    }

    private Vertex known(Vertex vertex) {
        if (!containsVertex(vertex)) {
            throw new IllegalArgumentException("no such vertex in graph: " + vertex);
        }
        return vertex;
    }

    @Override
    public GraphType getType() {
        return new DefaultGraphType.Builder()
                .directed()
                .allowMultipleEdges(true)
                .allowSelfLoops(true)
                .allowCycles(true)
                .modifiable(false)
                .weighted(false)
                .build();
    }

    @Override
    public double getEdgeWeight(Arc arc) {
        return DEFAULT_EDGE_WEIGHT;
    }

    @Override
    public @Nullable Supplier<Vertex> getVertexSupplier() {
        return null;
    }

    @Override
    public @Nullable Supplier<Arc> getEdgeSupplier() {
        return null;
    }

    @Override
    public Arc addEdge(Vertex source, Vertex target) {
        throw readOnly();
    }

    @Override
    public boolean addEdge(Vertex source, Vertex target, Arc arc) {
        throw readOnly();
    }

    @Override
    public Vertex addVertex() {
        throw readOnly();
    }

    @Override
    public boolean addVertex(Vertex vertex) {
        throw readOnly();
    }

    @Override
    public Arc removeEdge(Vertex source, Vertex target) {
        throw readOnly();
    }

    @Override
    public boolean removeEdge(Arc arc) {
        throw readOnly();
    }

    @Override
    public boolean removeVertex(Vertex vertex) {
        throw readOnly();
    }

    @Override
    public void setEdgeWeight(Arc arc, double weight) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("a snapshot cannot be changed");
    }
}
