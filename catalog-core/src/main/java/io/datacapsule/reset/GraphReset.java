package io.datacapsule.reset;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Edge;
import io.datacapsule.model.LineageState;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The change of the graph that a reset is. Pure. */
final class GraphReset {

    /** Details cannot be taken away alone, so this stands for those of a lineage that is gone. */
    private static final String NO_LINEAGE = "{}";

    private final GraphSnapshot graph;
    private final ResetScope scope;

    private GraphReset(GraphSnapshot graph, ResetScope scope) {
        this.graph = graph;
        this.scope = scope;
    }

    /** What takes everything of that scope out of that graph. */
    static GraphChange change(GraphSnapshot graph, ResetScope scope) {
        GraphReset reset = new GraphReset(graph, scope);
        List<Node> updated = new ArrayList<>();
        List<CapsuleDetails> details = new ArrayList<>();
        if (scope.relations().contains(Relation.DERIVED_FROM) && !scope.kinds().contains(NodeKind.CAPSULE)) {
            reset.forgetColumnLineage(updated, details);
        }
        return new GraphChange(
                Optional.empty(), List.of(), updated, reset.nodes(), details, List.of(), List.of(), reset.edges());
    }

    /** How much of that graph is in that scope. */
    static ResetCounts count(GraphSnapshot graph, ResetScope scope) {
        long edges = 0;
        for (Relation relation : scope.relations()) {
            Adjacency out = graph.out(relation);
            for (int row = 0; row < graph.rows(relation.from()); row++) {
                edges += out.degree(row);
            }
        }
        GraphReset reset = new GraphReset(graph, scope);
        return new ResetCounts(
                reset.count(NodeKind.CAPSULE),
                reset.count(NodeKind.COLUMN),
                reset.count(NodeKind.TAG),
                reset.count(NodeKind.DOMAIN),
                reset.count(NodeKind.OWNER),
                reset.count(NodeKind.DATA_PRODUCT),
                edges,
                0,
                0);
    }

    private int count(NodeKind kind) {
        return scope.kinds().contains(kind) ? graph.count(kind) : 0;
    }

    /** Columns go with their capsules and are not listed. */
    private List<GraphChange.Ref> nodes() {
        List<GraphChange.Ref> removed = new ArrayList<>();
        for (NodeKind kind : scope.kinds()) {
            for (int row = 0; kind != NodeKind.COLUMN && row < graph.rows(kind); row++) {
                if (graph.alive(kind, row)) {
                    removed.add(new GraphChange.Ref(kind, graph.urn(kind, row)));
                }
            }
        }
        return removed;
    }

    /** Those that do not go with a node. */
    private List<Edge.Key> edges() {
        List<Edge.Key> removed = new ArrayList<>();
        for (Relation relation : scope.relations()) {
            if (!scope.kinds().contains(relation.from()) && !scope.kinds().contains(relation.to())) {
                addEdges(relation, removed);
            }
        }
        return removed;
    }

    private void addEdges(Relation relation, List<Edge.Key> removed) {
        Adjacency out = graph.out(relation);
        for (int row = 0; row < graph.rows(relation.from()); row++) {
            for (int i = 0; i < out.degree(row); i++) {
                removed.add(new Edge.Key(
                        relation, graph.urn(relation.from(), row), graph.urn(relation.to(), out.neighbour(row, i))));
            }
        }
    }

    /** Else the next ingestion would take the lineage for known and not draw it again. */
    private void forgetColumnLineage(List<Node> updated, List<CapsuleDetails> details) {
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
            if (graph.alive(NodeKind.CAPSULE, row)) {
                Capsule capsule = graph.capsule(row);
                if (!capsule.lineage().equals(LineageState.UNKNOWN)) {
                    updated.add(capsule.with(LineageState.UNKNOWN));
                    details.add(new CapsuleDetails(capsule.urn(), null, null, null, NO_LINEAGE));
                }
            }
        }
    }
}
