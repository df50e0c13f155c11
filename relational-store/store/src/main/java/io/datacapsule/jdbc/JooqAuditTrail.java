package io.datacapsule.jdbc;

import static io.datacapsule.jdbc.schema.Tables.AUDIT_ENTRIES;

import io.datacapsule.audit.AuditEntry;
import io.datacapsule.audit.AuditQuery;
import io.datacapsule.audit.AuditTrail;
import io.datacapsule.jdbc.schema.tables.records.AuditEntriesRecord;
import io.datacapsule.model.Page;
import java.time.Instant;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import tools.jackson.core.type.TypeReference;

/** Audit entries as rows, one each; times are kept to the microsecond. */
final class JooqAuditTrail implements AuditTrail {

    private final Queries queries;

    JooqAuditTrail(Queries queries) {
        this.queries = queries;
    }

    @Override
    public void add(AuditEntry entry) {
        queries.run(sql -> sql.insertInto(AUDIT_ENTRIES)
                .set(AUDIT_ENTRIES.AT, entry.at())
                .set(AUDIT_ENTRIES.ACTOR, StoredJson.storable(entry.actor()))
                .set(AUDIT_ENTRIES.ACTION, StoredJson.storable(entry.action()))
                .set(AUDIT_ENTRIES.TARGET, StoredJson.storable(entry.target()))
                .set(AUDIT_ENTRIES.ADDRESS, entry.address())
                .set(AUDIT_ENTRIES.REQUEST_ID, StoredJson.storable(entry.requestId()))
                .set(AUDIT_ENTRIES.STATUS, entry.status())
                .set(AUDIT_ENTRIES.SUMMARY, StoredJson.write(entry.summary()))
                .execute());
    }

    @Override
    public Page<AuditEntry> list(AuditQuery query, int limit, int offset) {
        Condition wanted = DSL.noCondition();
        if (query.actor() != null) {
            wanted = wanted.and(AUDIT_ENTRIES.ACTOR.eq(StoredJson.storable(query.actor())));
        }
        if (query.action() != null) {
            wanted = wanted.and(AUDIT_ENTRIES.ACTION.eq(StoredJson.storable(query.action())));
        }
        if (query.since() != null) {
            wanted = wanted.and(AUDIT_ENTRIES.AT.ge(query.since()));
        }
        Condition filter = wanted;
        return queries.run(sql -> new Page<>(
                sql.selectFrom(AUDIT_ENTRIES)
                        .where(filter)
                        .orderBy(AUDIT_ENTRIES.AT.desc(), AUDIT_ENTRIES.ID.desc())
                        .limit(limit)
                        .offset(offset)
                        .fetch(JooqAuditTrail::entry),
                sql.fetchCount(AUDIT_ENTRIES, filter),
                limit,
                offset));
    }

    @Override
    public int removeBefore(Instant time, int most) {
        return queries.run(sql -> sql.deleteFrom(AUDIT_ENTRIES)
                .where(AUDIT_ENTRIES.ID.in(DSL.select(AUDIT_ENTRIES.ID)
                        .from(AUDIT_ENTRIES)
                        .where(AUDIT_ENTRIES.AT.lt(time))
                        .orderBy(AUDIT_ENTRIES.AT, AUDIT_ENTRIES.ID)
                        .limit(most)))
                .execute());
    }

    private static AuditEntry entry(AuditEntriesRecord row) {
        return new AuditEntry(
                row.getAt(),
                row.getActor(),
                row.getAction(),
                row.getTarget(),
                row.getAddress(),
                row.getRequestId(),
                row.getStatus(),
                StoredJson.read(row.getSummary(), new TypeReference<Map<String, String>>() {}));
    }
}
