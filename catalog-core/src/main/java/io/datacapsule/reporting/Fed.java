package io.datacapsule.reporting;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;

/**
 * Which state of the graph the tables are a copy of.
 *
 * @param revision of the graph
 * @param nodes    how many nodes it had, so that another graph with as many revisions is hardly ever taken for the same
 */
public record Fed(long revision, long nodes) {

    /** Tables into which nothing was ever fed. */
    public static final Fed NOTHING = new Fed(-1, 0);

    /** What tables are a copy of that were fed from that state. */
    public static Fed of(GraphSnapshot graph) {
        long nodes = 0;
        for (NodeKind kind : NodeKind.values()) {
            nodes += graph.count(kind);
        }
        return new Fed(graph.revision().number(), nodes);
    }
}
