package io.datacapsule.audit;

import io.datacapsule.model.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A trail that lives as long as this object: a fake for tests that need no database. */
public final class InMemoryAuditTrail implements AuditTrail {

    private final List<AuditEntry> entries = new ArrayList<>();

    @Override
    public synchronized void add(AuditEntry entry) {
        entries.addFirst(entry);
    }

    @Override
    public synchronized int removeBefore(Instant time, int most) {
        List<AuditEntry> old = entries.stream()
                .filter(entry -> entry.at().isBefore(time))
                .sorted(Comparator.comparing(AuditEntry::at))
                .limit(most)
                .toList();
        old.forEach(entries::remove);
        return old.size();
    }

    @Override
    public synchronized Page<AuditEntry> list(AuditQuery query, int limit, int offset) {
        List<AuditEntry> all = entries.stream()
                .filter(entry -> query.actor() == null || entry.actor().equals(query.actor()))
                .filter(entry -> query.action() == null || entry.action().equals(query.action()))
                .filter(entry -> query.since() == null || !entry.at().isBefore(query.since()))
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .toList();
        return new Page<>(all.stream().skip(offset).limit(limit).toList(), all.size(), limit, offset);
    }
}
