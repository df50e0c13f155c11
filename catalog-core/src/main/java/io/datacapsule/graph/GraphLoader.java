package io.datacapsule.graph;

import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Node;
import io.datacapsule.model.Relation;

/**
 * Takes a whole graph as a store streams it: first every capsule, then the other nodes (columns in the order of their
 * capsules is fastest), then the edges, then what has been committed on top of that. Used by one thread.
 */
public interface GraphLoader {

    /** Takes a node and answers its row, by which edges refer to it. Rows are per kind. */
    int node(Node node);

    /** Takes an edge between two rows. Containment of columns follows from the columns and is not given. */
    void edge(Relation relation, int fromRow, int toRow, EdgeProperties properties);

    /**
     * Takes a change that is committed and not among the nodes and edges given yet. What of it is there already is taken
     * over, and what has no place in the graph is left out, as the store will do.
     */
    void change(GraphChange change);
}
