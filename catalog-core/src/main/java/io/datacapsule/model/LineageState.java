package io.datacapsule.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the column lineage of a capsule is known.
 *
 * @param status     {@code complete}, {@code partial} or {@code none}; null if no SQL ever told it
 * @param reason     why it is not complete, in short
 * @param unresolved columns and references that could not be told
 * @param asOf       the run whose SQL it was derived from; an earlier one than the latest if that had no compiled SQL
 * @param checksum   checksum of all that it was derived from
 */
public record LineageState(
        @Nullable String status,
        @Nullable String reason,
        int unresolved,
        @Nullable Instant asOf,
        @Nullable String checksum) {

    /** Nothing was ever told. */
    public static final LineageState UNKNOWN = new LineageState(null, null, 0, null, null);

    /** Everything was told. */
    public static final String COMPLETE = "complete";

    /** Some was told. */
    public static final String PARTIAL = "partial";

    /** There is SQL, and nothing could be told. */
    public static final String NONE = "none";

    /** Whether there is SQL of which not everything could be told. */
    public boolean lacking() {
        return status != null && !status.equals(COMPLETE);
    }
}
