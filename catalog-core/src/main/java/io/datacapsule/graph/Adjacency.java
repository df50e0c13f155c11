package io.datacapsule.graph;

import io.datacapsule.model.EdgeProperties;

/**
 * One direction of one relation in a snapshot: the neighbours of each row, in the order in which their edges came. Immutable
 * and safe for any number of threads.
 */
public interface Adjacency {

    /** How many edges the row has. */
    int degree(int row);

    /** The row at the other end of the row's {@code index}-th edge. */
    int neighbour(int row, int index);

    /** What is known of the row's {@code index}-th edge. */
    EdgeProperties properties(int row, int index);
}
