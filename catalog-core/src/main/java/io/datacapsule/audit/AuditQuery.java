package io.datacapsule.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; what is null does not matter.
 *
 * @param actor  name of the key
 * @param action what was done
 * @param since  the earliest time
 */
public record AuditQuery(
        @Nullable String actor,
        @Nullable String action,
        @Nullable Instant since) {

    /** All of them. */
    public static final AuditQuery ALL = new AuditQuery(null, null, null);
}
