package io.datacapsule.audit;

import io.datacapsule.model.Page;

/**
 * The record of writes; nothing in it is ever changed. Safe for use by many threads; every method throws
 * {@link io.datacapsule.model.UnavailableException} while the store is away.
 */
public interface AuditTrail {

    /** Appends an entry. */
    void add(AuditEntry entry);

    /** A slice of the entries that are wanted, the latest first; of the same time, the one that was added last first. */
    Page<AuditEntry> list(AuditQuery query, int limit, int offset);
}
