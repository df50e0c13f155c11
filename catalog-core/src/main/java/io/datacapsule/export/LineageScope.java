package io.datacapsule.export;

import io.datacapsule.lineage.Direction;
import io.datacapsule.model.InvalidInputException;

/**
 * Capsules around a capsule: exactly those that a shortest path of at most {@code depth} flows joins with it, and every edge
 * among them.
 *
 * @param root           row of the capsule to start from
 * @param direction      which way to follow the flows
 * @param depth          flows from the root, at least 1
 * @param includeColumns with columns
 */
public record LineageScope(int root, Direction direction, int depth, boolean includeColumns)
        implements ExportSelection {

    /** Checks the depth. */
    public LineageScope {
        if (depth < 1) {
            throw new InvalidInputException("invalid_parameter", "depth must be at least 1; it is " + depth + ".");
        }
    }
}
