package io.datacapsule.jdbc;

import static io.datacapsule.jdbc.schema.tables.IngestionJobs.INGESTION_JOBS;

import io.datacapsule.backup.BackupTables;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Named;
import org.jooq.Table;
import org.jooq.UniqueKey;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** The tables as one transaction sees them, from its first question on. */
final class TableView implements BackupTables.View {

    private final Connection connection;
    private final Set<UUID> openJobs;

    TableView(Connection connection) {
        this.connection = connection;
        try {
            this.openJobs = DSL.using(connection)
                    .select(INGESTION_JOBS.ID)
                    .from(INGESTION_JOBS)
                    .where(JooqIngestionJobs.OPEN)
                    .fetchSet(INGESTION_JOBS.ID);
        } catch (DataAccessException e) {
            CopyTables.close(connection);
            throw e.getCause() instanceof SQLException cause
                    ? CopyTables.failure("The tables cannot be read", cause)
                    : e;
        }
    }

    @Override
    public Set<UUID> openJobs() {
        return openJobs;
    }

    @Override
    public long copy(String name, OutputStream out) throws IOException {
        Table<?> table = CopyTables.table(name);
        UniqueKey<?> key = table.getPrimaryKey();
        List<String> order = key == null
                ? List.of("1")
                : key.getFields().stream()
                        .map(Named::getName)
                        .map(CopyTables::quoted)
                        .toList();
        String rows = "copy (select %s from %s order by %s) to stdout"
                .formatted(CopyTables.columns(name), CopyTables.quoted(name), String.join(", ", order));
        try {
            return CopyTables.copies(connection).copyOut(rows, out);
        } catch (SQLException e) {
            throw CopyTables.failure("The table " + name + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        CopyTables.close(connection);
    }
}
