package io.datacapsule.jdbc;

import static io.datacapsule.jdbc.schema.tables.IngestionJobs.INGESTION_JOBS;

import io.datacapsule.backup.BackupTables;
import io.datacapsule.ingest.JobStatus;
import io.datacapsule.jdbc.migrations.DatabaseFailures;
import io.datacapsule.model.InvalidArtifactException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Named;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Replaces all rows in one transaction. The tables are locked against writers and not against readers; rows go by {@code DELETE},
 * because {@code TRUNCATE} would let readers wait.
 */
final class TableReplacement implements BackupTables.Replacement {

    private static final String LOCK_LIMIT = "20s";
    private static final String NOT_IN_GRAPH = "The backup was taken before this job had changed the graph. Retry it.";

    private final Connection connection;
    private final DSLContext sql;

    TableReplacement(Connection connection) {
        this.connection = connection;
        this.sql = DSL.using(connection);
        try {
            begin();
        } catch (SQLException e) {
            CopyTables.close(connection);
            throw CopyTables.failure("The tables cannot be replaced", e);
        }
    }

    private void begin() throws SQLException {
        String all = CopyTables.all().stream()
                .map(Named::getName)
                .map(CopyTables::quoted)
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '" + LOCK_LIMIT + "'");
            statement.execute("lock table " + all + " in exclusive mode");
            for (Table<?> table : CopyTables.all()) {
                statement.execute("delete from " + CopyTables.quoted(table.getName()));
            }
        }
    }

    @Override
    public long load(String name, List<String> columns, InputStream rows) throws IOException {
        Table<?> table = CopyTables.table(name);
        String into = "copy %s (%s) from stdin".formatted(CopyTables.quoted(name), CopyTables.quoted(columns));
        try {
            long loaded = CopyTables.copies(connection).copyIn(into, rows);
            advanceIdentity(table);
            return loaded;
        } catch (SQLException e) {
            if (DatabaseFailures.of(e).isPresent()) {
                throw CopyTables.failure("The table " + name + " cannot be filled", e);
            }
            throw new InvalidArtifactException(
                    "backup_invalid",
                    "The backup holds what the table " + name + " cannot hold: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ".",
                    "tables/" + name + ".copy",
                    "",
                    0,
                    0);
        }
    }

    /** Numbers that the database gives out go on after those that are loaded, and never back. */
    private void advanceIdentity(Table<?> table) throws SQLException {
        if (table.getIdentity() == null) {
            return;
        }
        Field<?> identity = table.getIdentity().getField();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "select setval(sequence, greatest(nextval(sequence), (select coalesce(max(%s), 0) from %s)))"
                                    .formatted(
                                            CopyTables.quoted(identity.getName()), CopyTables.quoted(table.getName()))
                            + " from (select pg_get_serial_sequence('%s', '%s')::regclass as sequence) found"
                                    .formatted(table.getName(), identity.getName()));
        }
    }

    @Override
    public void endOpenJobs(Set<UUID> completed, long revision) {
        try {
            sql.update(INGESTION_JOBS)
                    .set(INGESTION_JOBS.STATUS, JobStatus.COMPLETED.word())
                    .set(INGESTION_JOBS.FINISHED_AT, DSL.currentInstant())
                    .set(INGESTION_JOBS.REVISION, revision)
                    .where(JooqIngestionJobs.OPEN)
                    .and(INGESTION_JOBS.ID.in(completed))
                    .execute();
            sql.update(INGESTION_JOBS)
                    .set(INGESTION_JOBS.STATUS, JobStatus.INTERRUPTED.word())
                    .set(INGESTION_JOBS.FINISHED_AT, DSL.currentInstant())
                    .set(INGESTION_JOBS.ERROR_CODE, "interrupted")
                    .set(INGESTION_JOBS.ERROR_MESSAGE, NOT_IN_GRAPH)
                    .where(JooqIngestionJobs.OPEN)
                    .execute();
        } catch (DataAccessException e) {
            throw e.getCause() instanceof SQLException cause
                    ? CopyTables.failure("The history of ingestions cannot be restored", cause)
                    : e;
        }
    }

    @Override
    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw CopyTables.failure("The tables cannot be replaced", e);
        }
    }

    @Override
    public void close() {
        CopyTables.close(connection);
    }
}
