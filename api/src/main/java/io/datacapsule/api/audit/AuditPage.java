package io.datacapsule.api.audit;

import io.datacapsule.audit.AuditEntry;
import io.datacapsule.model.Page;
import java.util.List;

/**
 * A page of the audit trail.
 *
 * @param items         the page
 * @param total         how many entries are wanted
 * @param limit         how many were asked for
 * @param offset        where the page starts
 * @param retentionDays after how many days entries are removed; 0 if they are kept for good
 */
record AuditPage(List<AuditEntry> items, long total, int limit, int offset, int retentionDays) {

    /** Copies what could be changed from outside. */
    AuditPage {
        items = List.copyOf(items);
    }

    static AuditPage of(Page<AuditEntry> page, int retentionDays) {
        return new AuditPage(page.items(), page.total(), page.limit(), page.offset(), retentionDays);
    }
}
