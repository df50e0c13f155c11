package io.datacapsule.ingest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Column lineage of a capsule that its source tells itself, so that it need not be found in SQL.
 *
 * @param by    who tells it, as the edges name their source, such as {@code dbt}
 * @param at    when it was found; null if unknown
 * @param edges each once, in the order in which they were told
 */
public record ToldLineage(String by, @Nullable Instant at, List<Told> edges) {

    /** Copies what could be changed from outside. */
    public ToldLineage {
        edges = List.copyOf(edges);
    }

    /** What an origin is to a column. */
    public enum Use {
        /** Its value is passed on, at most under another name. */
        COPIED,
        /** Its value goes into a computation. */
        CHANGED,
        /** It is read to join, filter or group rows, and no part of a value. */
        READ
    }

    /**
     * A column and one that it comes from.
     *
     * @param column  the derived column; empty where {@code use} is {@code READ} for all of them
     * @param capsule URN of the capsule of the origin; what the source calls it if it tells no such capsule
     * @param origin  the column that it comes from
     * @param use     how
     */
    public record Told(String column, String capsule, String origin, Use use) {}
}
