package io.datacapsule.model;

/**
 * An edge between two nodes, named by their URNs. At most one edge of a relation joins the same two nodes.
 *
 * @param relation   what the edge says, between which kinds
 * @param from       URN of the tail
 * @param to         URN of the head
 * @param properties who asserted it, and what else is known of it
 */
public record Edge(Relation relation, String from, String to, EdgeProperties properties) {

    /** What tells this edge from every other. */
    public Key key() {
        return new Key(relation, from, to);
    }

    /** The identity of an edge: its relation and its two ends. */
    public record Key(Relation relation, String from, String to) {}
}
