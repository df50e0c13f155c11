package io.datacapsule.lineage;

import io.datacapsule.model.Relation;

/**
 * What to walk.
 *
 * @param relation  {@link Relation#FLOWS_TO} between capsules or {@link Relation#DERIVED_FROM} between columns
 * @param root      row of the node to start from
 * @param direction which way
 * @param depth     edges from the root at most, at least 1
 * @param maxNodes  nodes in the result at most, the root included, at least 1
 */
public record LineageQuery(Relation relation, int root, Direction direction, int depth, int maxNodes) {

    /** Checks that the relation carries data and that the limits are positive. */
    public LineageQuery {
        if (relation != Relation.FLOWS_TO && relation != Relation.DERIVED_FROM) {
            throw new IllegalArgumentException("no data flows along " + relation);
        }
        if (depth < 1 || maxNodes < 1) {
            throw new IllegalArgumentException("depth and maxNodes must be at least 1");
        }
    }

    /** Capsules around a capsule. */
    public static LineageQuery ofCapsule(int root, Direction direction, int depth, int maxNodes) {
        return new LineageQuery(Relation.FLOWS_TO, root, direction, depth, maxNodes);
    }
}
