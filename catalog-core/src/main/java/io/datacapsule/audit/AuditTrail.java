package io.datacapsule.audit;

import io.datacapsule.model.Page;
import java.time.Instant;

/**
 * The record of writes; nothing in it is ever changed, and what is old goes. Safe for use by many threads; every method throws
 * {@link io.datacapsule.model.UnavailableException} while the store is away.
 */
public interface AuditTrail {

    /** Appends an entry. */
    void add(AuditEntry entry);

    /** A slice of the entries that are wanted, the latest first; of the same time, the one that was added last first. */
    Page<AuditEntry> list(AuditQuery query, int limit, int offset);

    /** Takes away entries from before that time, the oldest first and not more than so many, and answers how many. */
    int removeBefore(Instant time, int most);
}
