package io.datacapsule.backup;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import java.io.IOException;

/**
 * Sums up the lines of each group of a graph. SQL and free metadata are not in them, and need not be: whoever writes details writes
 * the capsule too, with another time of change. Used by one thread.
 */
final class GraphSums implements GraphLines.Sink {

    private final GraphSnapshot graph;
    private final Sum.Digests digests = new Sum.Digests();
    private final Sum[][] sums = new Sum[NodeKind.values().length][];

    GraphSums(GraphSnapshot graph) {
        this.graph = graph;
        for (NodeKind kind : NodeKind.values()) {
            sums[kind.ordinal()] = new Sum[kind == NodeKind.COLUMN ? 0 : graph.rows(kind)];
        }
    }

    /** All groups of that graph. */
    static GraphSums of(GraphSnapshot graph) throws IOException {
        GraphSums sums = new GraphSums(graph);
        GraphLines lines = new GraphLines(graph, GraphLines.Groups.ALL);
        lines.nodes(sums);
        lines.edges(sums);
        return sums;
    }

    /** The graph that is summed up. */
    GraphSnapshot graph() {
        return graph;
    }

    @Override
    public void line(NodeKind kind, int row, byte[] bytes, int length) {
        Sum[] ofKind = sums[kind.ordinal()];
        Sum line = digests.of(bytes, 0, length);
        ofKind[row] = ofKind[row] == null ? line : ofKind[row].plus(line);
    }

    /** The groups that a state does not have, or has otherwise. */
    GraphLines.Groups otherThan(CatalogState state) {
        return (kind, row) -> !state.has(key(kind, row), sum(kind, row));
    }

    private Sum sum(NodeKind kind, int row) {
        Sum sum = sums[kind.ordinal()][row];
        return sum == null ? Sum.NOTHING : sum;
    }

    private GroupKey key(NodeKind kind, int row) {
        return new GroupKey(kind.label(), graph.urn(kind, row));
    }

    /** Adds all groups to a state. */
    void addTo(CatalogState state) {
        for (NodeKind kind : NodeKind.values()) {
            for (int row = 0; kind != NodeKind.COLUMN && row < graph.rows(kind); row++) {
                if (graph.alive(kind, row)) {
                    state.add(key(kind, row), sum(kind, row));
                }
            }
        }
    }
}
