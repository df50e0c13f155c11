package io.datacapsule.lineage;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.EdgeProperties;

/**
 * The nodes that a walk found and every edge among them, as rows of the snapshot that was walked. Nodes are numbered from 0,
 * the roots first, by distance; edges from 0. Immutable.
 */
public final class Lineage {

    /** Where a node stands as seen from the root. */
    public enum Side {
        /** A root itself. */
        ROOT,
        /** The root depends on it. */
        UPSTREAM,
        /** It depends on the root. */
        DOWNSTREAM,
        /** Both, in a cycle. */
        BOTH
    }

    private final GraphSnapshot snapshot;
    private final LineageQuery query;
    private final Found found;

    Lineage(GraphSnapshot snapshot, LineageQuery query, Found found) {
        this.snapshot = snapshot;
        this.query = query;
        this.found = found;
    }

    /**
     * What the walk left behind.
     *
     * @param rows       row of each node
     * @param upstream   distance against the flow, -1 if not found there
     * @param downstream distance with the flow, -1 if not found there
     * @param more       whether a node at the depth limit goes on
     * @param sources    number of the node that each edge comes from
     * @param targets    number of the node that each edge goes to
     * @param positions  where each edge stands among those of its node
     * @param byTarget   whether {@code positions} counts among the edges that arrive at the target
     * @param omitted    nodes within the depth that the limit of nodes left out
     * @param open       nodes at the depth limit that go on
     */
    record Found(
            int[] rows,
            int[] upstream,
            int[] downstream,
            boolean[] more,
            int[] sources,
            int[] targets,
            int[] positions,
            boolean byTarget,
            int omitted,
            int open) {}

    /** The graph that was walked. */
    public GraphSnapshot snapshot() {
        return snapshot;
    }

    /** What was asked. */
    public LineageQuery query() {
        return query;
    }

    /** How many nodes were found, the root included. */
    public int nodes() {
        return found.rows.length;
    }

    /** The row of a node, of the kind that the relation joins. */
    public int row(int node) {
        return found.rows[node];
    }

    /** The length of the shortest path between a root and the node. */
    public int depth(int node) {
        int up = found.upstream[node];
        int down = found.downstream[node];
        return up < 0 ? down : down < 0 ? up : Math.min(up, down);
    }

    /** On which side of the root the node was found. */
    public Side side(int node) {
        if (node < query.roots().size()) {
            return Side.ROOT;
        }
        boolean up = found.upstream[node] >= 0;
        return up && found.downstream[node] >= 0 ? Side.BOTH : up ? Side.UPSTREAM : Side.DOWNSTREAM;
    }

    /** Whether the node stands at the depth limit and the walk would go on from it. */
    public boolean more(int node) {
        return found.more[node];
    }

    /** How many edges there are among the nodes. */
    public int edges() {
        return found.sources.length;
    }

    /** The number of the node from which data flows along an edge. */
    public int source(int edge) {
        return found.sources[edge];
    }

    /** The number of the node to which data flows along an edge. */
    public int target(int edge) {
        return found.targets[edge];
    }

    /** What is known of an edge. */
    public EdgeProperties properties(int edge) {
        int row = row(found.byTarget ? target(edge) : source(edge));
        return Flow.of(query, snapshot).side(found.byTarget).properties(row, found.positions[edge]);
    }

    /** How many nodes within the depth are left out because there were more than asked for. */
    public int omittedNodes() {
        return found.omitted;
    }

    /** How many nodes stand at the depth limit that the walk would go on from. */
    public int openNodes() {
        return found.open;
    }

    /** Whether this is all there is: no limit left anything out. */
    public boolean complete() {
        return found.omitted == 0 && found.open == 0;
    }
}
