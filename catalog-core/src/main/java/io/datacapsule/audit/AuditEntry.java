package io.datacapsule.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A write that somebody asked for.
 *
 * @param at        when
 * @param actor     name of the key
 * @param action    what, such as {@code keys.create}
 * @param target    to what: a name or id; null if nothing has one yet
 * @param address   from where
 * @param requestId under which the server's log knows the request
 * @param status    HTTP status of the answer: below 400 it was done
 * @param summary   what changed, in a few words; never a secret
 */
public record AuditEntry(
        Instant at,
        String actor,
        String action,
        @Nullable String target,
        String address,
        String requestId,
        int status,
        Map<String, String> summary) {

    /** Copies what could be changed from outside. */
    public AuditEntry {
        summary = Map.copyOf(summary);
    }
}
