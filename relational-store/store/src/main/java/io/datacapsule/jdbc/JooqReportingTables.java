package io.datacapsule.jdbc;

import static io.datacapsule.jdbc.schema.tables.ConformanceViolations.CONFORMANCE_VIOLATIONS;
import static io.datacapsule.jdbc.schema.tables.ReportingState.REPORTING_STATE;
import static io.datacapsule.jdbc.schema.tables.ResetRequests.RESET_REQUESTS;

import io.datacapsule.model.CatalogException;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.reporting.Emptied;
import io.datacapsule.reporting.Fed;
import io.datacapsule.reporting.ReportTable;
import io.datacapsule.reporting.ReportingTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Named;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;

/**
 * The reporting tables over a connection of their own, which holds the advisory lock of the one who feeds: with the connection go
 * the lock and what is not committed.
 */
final class JooqReportingTables implements ReportingTables {

    private static final String WHAT = "The reporting tables cannot be used";

    private static final System.Logger LOG = System.getLogger("io.datacapsule.reporting");

    /** Where the requests stand; a restore puts them elsewhere. */
    private static final Field<String> PLACE_NOW = DSL.field("reset_request_place()", String.class);

    /** A reset waits for ingestions that are under way, but not longer. */
    private static final DayToSecond LONGEST_WAIT = new DayToSecond(1);

    /** A pair of numbers, the same for all of us. */
    private static final String LOCK = "select pg_try_advisory_lock(7213, 1)";

    /** All tables that hold the copy, or what is known of it, or nothing. */
    static final Set<String> NAMES = Stream.concat(
                    Stream.of(ReportTable.values()).map(ReportTable::tableName),
                    Stream.of(REPORTING_STATE, RESET_REQUESTS, CONFORMANCE_VIOLATIONS)
                            .map(Named::getName))
            .collect(Collectors.toUnmodifiableSet());

    private final DataSource database;
    private @Nullable Session session;
    private boolean closed;

    private record Session(Connection connection, DSLContext sql, Map<ReportTable, StagedTable> staged) {}

    /** Those of that database, whose connections may be silent for long. */
    JooqReportingTables(DataSource database) {
        this.database = database;
    }

    @Override
    public boolean acquire() {
        if (current() != null) {
            return true;
        }
        try {
            Connection connection = database.getConnection();
            try {
                DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES);
                // what a crash of the database takes back is fed again
                sql.execute("set synchronous_commit = off");
                sql.execute("set max_parallel_workers_per_gather = 0");
                sql.execute("set work_mem = '32MB'");
                if (!Boolean.TRUE.equals(sql.resultQuery(LOCK).fetchSingle().get(0, Boolean.class))) {
                    connection.close();
                    return false;
                }
                Map<ReportTable, StagedTable> staged = new EnumMap<>(ReportTable.class);
                for (ReportTable table : ReportTable.values()) {
                    StagedTable made = new StagedTable(table);
                    made.create(sql);
                    staged.put(table, made);
                }
                connection.setAutoCommit(false);
                keep(new Session(connection, sql, staged));
                return true;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw CopyTables.failure(WHAT, e);
        } catch (DataAccessException e) {
            throw failure(WHAT, e);
        }
    }

    @Override
    public Fed fed() {
        return run(session -> session.sql
                .select(REPORTING_STATE.REVISION, REPORTING_STATE.NODES)
                .from(REPORTING_STATE)
                .fetchOptional(row -> new Fed(row.value1(), row.value2()))
                .orElse(Fed.NOTHING));
    }

    @Override
    public void checked() {
        run(session -> session.sql
                .update(REPORTING_STATE)
                .set(REPORTING_STATE.CHECKED_AT, DSL.currentInstant())
                .execute());
    }

    @Override
    public Optional<Emptied> emptied() {
        return run(session -> {
            dropRestoredRequests(session.sql);
            return asked(session.sql);
        });
    }

    /**
     * Requests that stand here only because a dump that was taken before they were carried out was restored, or a copy of the
     * database's files: nobody asks for them now. The tables are as empty as they were then, so they are a copy of nothing.
     */
    private static void dropRestoredRequests(DSLContext sql) {
        int restored = sql.deleteFrom(RESET_REQUESTS)
                .where(RESET_REQUESTS.PLACE.ne(PLACE_NOW))
                .or(RESET_REQUESTS.REQUESTED_AT.lt(DSL.currentInstant().minus(DSL.inline(LONGEST_WAIT))))
                .execute();
        if (restored > 0) {
            sql.deleteFrom(REPORTING_STATE).execute();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The database holds requests to reset the catalog that were restored with it or are older than a day:"
                            + " they are not carried out, and the reporting tables are written again.");
        }
    }

    private static Optional<Emptied> asked(DSLContext sql) {
        return sql
                .selectFrom(RESET_REQUESTS)
                .where(RESET_REQUESTS.TRANSACTION.eq(
                        DSL.select(DSL.min(RESET_REQUESTS.TRANSACTION)).from(RESET_REQUESTS)))
                .fetch()
                .stream()
                .map(request -> new Emptied(
                        request.getTransaction(),
                        Set.of(ReportTable.valueOf(request.getTableName().toUpperCase(Locale.ROOT))),
                        request.getRequestedBy()))
                .reduce(JooqReportingTables::together);
    }

    private static Emptied together(Emptied one, Emptied other) {
        Set<ReportTable> tables = EnumSet.copyOf(one.tables());
        tables.addAll(other.tables());
        return new Emptied(one.transaction(), tables, one.by());
    }

    @Override
    public void forgetEmptied(Emptied emptied) {
        run(session -> session.sql
                .deleteFrom(RESET_REQUESTS)
                .where(RESET_REQUESTS.TRANSACTION.eq(emptied.transaction()))
                .execute());
    }

    @Override
    public Feeding begin(boolean whole) {
        Session known = required();
        try {
            return new TableFeeding(known.connection, known.sql, known.staged, whole);
        } catch (SQLException e) {
            throw CopyTables.failure(WHAT, e);
        }
    }

    private <T> T run(Function<Session, T> work) {
        Session known = required();
        try {
            T result = work.apply(known);
            known.connection.commit();
            return result;
        } catch (SQLException e) {
            discard();
            throw CopyTables.failure(WHAT, e);
        } catch (DataAccessException e) {
            discard();
            throw failure(WHAT, e);
        }
    }

    private synchronized void discard() {
        if (session != null) {
            CopyTables.close(session.connection);
            session = null;
        }
    }

    private Session required() {
        Session known = current();
        if (known == null) {
            throw new UnavailableException("database_unavailable", "The connection of the reporting tables is gone.");
        }
        return known;
    }

    private synchronized void keep(Session made) throws SQLException {
        if (closed) {
            throw new SQLException("closed", "08003");
        }
        session = made;
    }

    /** The session, unless its connection broke. */
    private synchronized @Nullable Session current() {
        try {
            if (session != null && session.connection.isClosed()) {
                session = null;
            }
        } catch (SQLException e) {
            session = null;
        }
        return session;
    }

    static CatalogException failure(String what, DataAccessException e) {
        return e.getCause() instanceof SQLException cause
                ? CopyTables.failure(what, cause)
                : CopyTables.failure(what, new SQLException(e));
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (session != null) {
            try {
                session.connection.abort(Runnable::run);
            } catch (SQLException e) {
                // it is gone already
            }
            session = null;
        }
    }
}
