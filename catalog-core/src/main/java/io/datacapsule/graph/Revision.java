package io.datacapsule.graph;

/**
 * The number of a state of the graph: it grows by at least one with every commit that changes something. Answers carry the
 * revision they were read at.
 */
public record Revision(long number) implements Comparable<Revision> {

    /** The state of a graph into which nothing was ever written. */
    public static final Revision NONE = new Revision(0);

    /** The revision after this one. */
    public Revision next() {
        return new Revision(number + 1);
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
