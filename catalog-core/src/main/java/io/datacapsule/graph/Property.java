package io.datacapsule.graph;

/**
 * A property of a kind of node: its name in the store, in the API and in exports, and how the snapshot keeps it.
 *
 * @param name    snake_case
 * @param storage what values it takes
 */
public record Property(String name, Storage storage) {

    static Property text(String name) {
        return new Property(name, Storage.TEXT);
    }

    static Property coded(String name) {
        return new Property(name, Storage.CODED);
    }

    static Property integer(String name) {
        return new Property(name, Storage.INTEGER);
    }

    static Property flag(String name) {
        return new Property(name, Storage.FLAG);
    }

    static Property instant(String name) {
        return new Property(name, Storage.INSTANT);
    }

    static Property list(String name) {
        return new Property(name, Storage.LIST);
    }

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
