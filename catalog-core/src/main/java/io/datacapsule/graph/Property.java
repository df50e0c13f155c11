package io.datacapsule.graph;

/**
 * A property of a kind of node: its name in the store, in the API and in exports, and how the snapshot keeps it.
 *
 * @param name    snake_case
 * @param storage what values it takes
 */
public record Property(String name, Storage storage) {

    /** What values a property takes and how they are kept in memory. */
    public enum Storage {
        /** A string of which few distinct values exist: kept as an index into a dictionary. */
        CODED,
        /** A string that is mostly unique. */
        TEXT,
        /** A list of strings of which few distinct ones exist. */
        LIST,
        /** An int. */
        INTEGER,
        /** A boolean. */
        FLAG,
        /** A point in time, to the microsecond. */
        INSTANT
    }
}
