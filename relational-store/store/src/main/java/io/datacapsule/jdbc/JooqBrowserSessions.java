package io.datacapsule.jdbc;

import static io.datacapsule.jdbc.schema.Tables.BROWSER_SESSIONS;

import io.datacapsule.access.BrowserSession;
import io.datacapsule.access.BrowserSessions;
import io.datacapsule.jdbc.schema.tables.records.BrowserSessionsRecord;
import java.time.Instant;
import java.util.Optional;

/** Sessions as rows, one each; times are kept to the microsecond. */
final class JooqBrowserSessions implements BrowserSessions {

    private final Queries queries;

    JooqBrowserSessions(Queries queries) {
        this.queries = queries;
    }

    @Override
    public void add(BrowserSession session) {
        BrowserSessionsRecord row = new BrowserSessionsRecord();
        row.setIdHash(session.idHash());
        row.setKeyHash(session.keyHash());
        row.setExpiresAt(session.expiresAt());
        queries.run(sql -> sql.insertInto(BROWSER_SESSIONS).set(row).execute());
    }

    @Override
    public Optional<BrowserSession> find(String idHash) {
        return queries.run(sql -> sql.selectFrom(BROWSER_SESSIONS)
                .where(BROWSER_SESSIONS.ID_HASH.eq(idHash))
                .fetchOptional()
                .map(row -> new BrowserSession(row.getIdHash(), row.getKeyHash(), row.getExpiresAt())));
    }

    @Override
    public void remove(String idHash) {
        queries.run(sql -> sql.deleteFrom(BROWSER_SESSIONS)
                .where(BROWSER_SESSIONS.ID_HASH.eq(idHash))
                .execute());
    }

    @Override
    public int removeExpired(Instant now) {
        return queries.run(sql -> sql.deleteFrom(BROWSER_SESSIONS)
                .where(BROWSER_SESSIONS.EXPIRES_AT.le(now))
                .execute());
    }
}
