package io.datacapsule.jdbc;

import static io.datacapsule.jdbc.schema.tables.ReportingState.REPORTING_STATE;

import io.datacapsule.reporting.Fed;
import io.datacapsule.reporting.ReportTable;
import io.datacapsule.reporting.ReportingTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;

/** A change of the reporting tables as one transaction. */
final class TableFeeding implements ReportingTables.Feeding {

    private static final String WHAT = "The reporting tables cannot be written";

    private final Connection connection;
    private final DSLContext sql;
    private final CopyManager copies;
    private final Map<ReportTable, StagedTable> staged;
    private final boolean whole;

    TableFeeding(Connection connection, DSLContext sql, Map<ReportTable, StagedTable> staged, boolean whole)
            throws SQLException {
        this.connection = connection;
        this.sql = sql;
        this.copies = CopyTables.copies(connection);
        this.staged = staged;
        this.whole = whole;
    }

    @Override
    public void put(ReportTable table, List<@Nullable Object> row) {
        try {
            of(table).put(copies, row);
        } catch (SQLException e) {
            throw CopyTables.failure(WHAT, e);
        }
    }

    @Override
    public void remove(ReportTable table, List<@Nullable Object> key) {
        try {
            of(table).remove(copies, key);
        } catch (SQLException e) {
            throw CopyTables.failure(WHAT, e);
        }
    }

    private StagedTable of(ReportTable table) {
        return Objects.requireNonNull(staged.get(table));
    }

    @Override
    public long commit(Fed now) {
        try {
            long changed = 0;
            for (StagedTable table : staged.values()) {
                changed += table.merge(sql, copies, whole);
            }
            sql.insertInto(REPORTING_STATE)
                    .set(REPORTING_STATE.ONLY_ROW, true)
                    .set(REPORTING_STATE.REVISION, now.revision())
                    .set(REPORTING_STATE.NODES, now.nodes())
                    .set(REPORTING_STATE.CHANGED_AT, DSL.currentInstant())
                    .set(REPORTING_STATE.CHECKED_AT, DSL.currentInstant())
                    .onConflict(REPORTING_STATE.ONLY_ROW)
                    .doUpdate()
                    .setAllToExcluded()
                    .execute();
            connection.commit();
            return changed;
        } catch (DataAccessException e) {
            throw JooqReportingTables.failure(WHAT, e);
        } catch (SQLException e) {
            throw CopyTables.failure(WHAT, e);
        }
    }

    @Override
    public void close() {
        staged.values().forEach(StagedTable::clear);
        try {
            connection.rollback();
        } catch (SQLException e) {
            // whoever uses the connection next is told
        }
    }
}
