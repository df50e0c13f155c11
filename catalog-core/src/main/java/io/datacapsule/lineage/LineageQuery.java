package io.datacapsule.lineage;

import io.datacapsule.model.Relation;
import java.util.List;

/**
 * What to walk.
 *
 * @param relation  {@link Relation#FLOWS_TO} between capsules or {@link Relation#DERIVED_FROM} between columns
 * @param roots     rows of the nodes to start from, each once, at least one
 * @param direction which way
 * @param depth     edges from the root at most, at least 1
 * @param maxNodes  nodes in the result at most, the roots included, at least 1
 * @param indirect  whether columns that only decide about others are followed too
 */
public record LineageQuery(
        Relation relation, List<Integer> roots, Direction direction, int depth, int maxNodes, boolean indirect) {

    /** Checks that the relation carries data and that the limits are positive. */
    public LineageQuery {
        if (relation != Relation.FLOWS_TO && relation != Relation.DERIVED_FROM) {
            throw new IllegalArgumentException("no data flows along " + relation);
        }
        roots = List.copyOf(roots);
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("a walk needs a node to start from");
        }
        if (depth < 1 || maxNodes < 1) {
            throw new IllegalArgumentException("depth and maxNodes must be at least 1");
        }
    }

    /** From one node along edges that carry values. */
    public LineageQuery(Relation relation, int root, Direction direction, int depth, int maxNodes) {
        this(relation, List.of(root), direction, depth, maxNodes, false);
    }

    /** Capsules around a capsule. */
    public static LineageQuery ofCapsule(int root, Direction direction, int depth, int maxNodes) {
        return new LineageQuery(Relation.FLOWS_TO, root, direction, depth, maxNodes);
    }
}
