package io.datacapsule.graph;

import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.Column;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole graph as plain maps, to compare two stores by. */
public record GraphContents(Revision revision, Map<Ref, Node> nodes, Map<Edge.Key, EdgeProperties> edges) {

    /** What a store holds; fails when it gives a node or an edge twice, or not in the order that {@link GraphLoader} asks for. */
    public static GraphContents of(GraphStore store) {
        Collector collector = new Collector();
        Revision revision = store.load(collector);
        return new GraphContents(revision, collector.nodes, collector.edges);
    }

    /** What a snapshot shows. */
    public static GraphContents of(GraphSnapshot graph) {
        Map<Ref, Node> nodes = new HashMap<>();
        Map<Edge.Key, EdgeProperties> edges = new HashMap<>();
        for (NodeKind kind : NodeKind.values()) {
            for (int row = 0; row < graph.rows(kind); row++) {
                if (graph.alive(kind, row)) {
                    nodes.put(new Ref(kind, graph.urn(kind, row)), graph.node(kind, row));
                }
            }
        }
        for (Relation relation : Relation.values()) {
            Adjacency out = graph.out(relation);
            for (int row = 0; relation != Relation.HAS_COLUMN && row < graph.rows(relation.from()); row++) {
                for (int i = 0; i < out.degree(row); i++) {
                    edges.put(
                            new Edge.Key(
                                    relation,
                                    graph.urn(relation.from(), row),
                                    graph.urn(relation.to(), out.neighbour(row, i))),
                            out.properties(row, i));
                }
            }
        }
        return new GraphContents(graph.revision(), nodes, edges);
    }

    /** The same with revisions left out of the comparison. */
    public GraphContents at(Revision other) {
        return new GraphContents(other, nodes, edges);
    }

    private static final class Collector implements GraphLoader {
        private final Map<Ref, Node> nodes = new HashMap<>();
        private final Map<Edge.Key, EdgeProperties> edges = new HashMap<>();
        private final Map<NodeKind, List<String>> rows = new EnumMap<>(NodeKind.class);

        @Override
        public int node(Node node) {
            if (node.kind() == NodeKind.CAPSULE && rows.keySet().stream().anyMatch(kind -> kind != NodeKind.CAPSULE)) {
                throw new AssertionError("capsules must come first");
            }
            if (!edges.isEmpty()) {
                throw new AssertionError("edges must come last");
            }
            if (nodes.put(new Ref(node.kind(), node.urn()), node) != null) {
                throw new AssertionError("given twice: " + node);
            }
            List<String> urns = rows.computeIfAbsent(node.kind(), _ -> new ArrayList<>());
            urns.add(node.urn());
            return urns.size() - 1;
        }

        @Override
        public void edge(Relation relation, int fromRow, int toRow, EdgeProperties properties) {
            Edge.Key key = new Edge.Key(
                    relation,
                    rows.get(relation.from()).get(fromRow),
                    rows.get(relation.to()).get(toRow));
            if (relation == Relation.HAS_COLUMN || edges.put(key, properties) != null) {
                throw new AssertionError("given twice: " + key);
            }
        }

        @Override
        public void change(GraphChange change) {
            change.edgesRemoved().forEach(edges::remove);
            change.removed().forEach(this::remove);
            change.created().forEach(this::put);
            change.updated().forEach(node -> nodes.replace(new Ref(node.kind(), node.urn()), node));
            change.edgesCreated().forEach(this::put);
            change.edgesUpdated().forEach(edge -> edges.replace(edge.key(), edge.properties()));
        }

        private void put(Node node) {
            nodes.put(new Ref(node.kind(), node.urn()), node);
        }

        private void put(Edge edge) {
            if (nodes.containsKey(new Ref(edge.relation().from(), edge.from()))
                    && nodes.containsKey(new Ref(edge.relation().to(), edge.to()))) {
                edges.put(edge.key(), edge.properties());
            }
        }

        private void remove(Ref ref) {
            nodes.remove(ref);
            edges.keySet()
                    .removeIf(edge -> ref.equals(new Ref(edge.relation().from(), edge.from()))
                            || ref.equals(new Ref(edge.relation().to(), edge.to())));
            if (ref.kind() == NodeKind.CAPSULE) {
                List.copyOf(nodes.values()).stream()
                        .filter(node -> node instanceof Column column
                                && column.capsuleUrn().equals(ref.urn()))
                        .forEach(node -> remove(new Ref(node.kind(), node.urn())));
            }
        }
    }
}
