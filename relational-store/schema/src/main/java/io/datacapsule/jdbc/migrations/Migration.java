package io.datacapsule.jdbc.migrations;

import org.jspecify.annotations.Nullable;

/**
 * One step of the schema and where it stands in a database.
 *
 * @param id          the time it was written, {@code yyyyMMddHHmmss}; steps are applied in this order
 * @param description what it does
 * @param state       whether the database has it
 * @param appliedAt   when the database got it, {@code yyyy-MM-dd HH:mm:ss} in the time zone of who applied it; null if it has not
 */
public record Migration(
        String id,
        String description,
        State state,
        @Nullable String appliedAt) {

    /** Where a step stands. */
    public enum State {
        /** The database has it. */
        APPLIED,
        /** This version brings it, and the database does not have it yet. */
        PENDING,
        /** The database has it, and this version does not know it: a newer version was here. */
        UNKNOWN
    }
}
