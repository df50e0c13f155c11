package io.datacapsule.jdbc;

import io.datacapsule.backup.BackupTables;
import io.datacapsule.backup.TableLayout;
import io.datacapsule.jdbc.migrations.DatabaseFailures;
import io.datacapsule.jdbc.migrations.Migrations;
import io.datacapsule.jdbc.schema.DefaultSchema;
import io.datacapsule.jdbc.schema.Tables;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.Field;
import org.jooq.Named;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The tables of the schema that are worth keeping, through PostgreSQL's own {@code COPY}. None of them refers to another, so their order is free. */
final class CopyTables implements BackupTables {

    private final DataSource database;

    /** Those of that database, whose connections may be silent for long. */
    CopyTables(DataSource database) {
        this.database = database;
    }

    /** The tables of this version. */
    static TableLayout known() {
        return new TableLayout(
                Migrations.latest(), all().stream().collect(Collectors.toMap(Named::getName, CopyTables::columns)));
    }

    /** All tables but those of the copy of the graph, which is fed from the graph again, and sessions, which are begun again. */
    static List<Table<?>> all() {
        return DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .filter(table -> !JooqReportingTables.NAMES.contains(table.getName()))
                .filter(table -> !table.equals(Tables.BROWSER_SESSIONS))
                .toList();
    }

    private static List<String> columns(Table<?> table) {
        return Stream.of(table.fields()).map(Field::getName).toList();
    }

    @Override
    public TableLayout layout() {
        return known();
    }

    @Override
    public View view() {
        return new TableView(connection(Connection.TRANSACTION_REPEATABLE_READ));
    }

    @Override
    public Replacement replace() {
        return new TableReplacement(connection(Connection.TRANSACTION_READ_COMMITTED));
    }

    private Connection connection(int isolation) {
        try {
            Connection connection = database.getConnection();
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw failure("The tables cannot be reached", e);
        }
    }

    static Table<?> table(String name) {
        return DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .filter(table -> table.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no table " + name));
    }

    /** A name as SQL has it. */
    static String quoted(String name) {
        return DSL.using(SQLDialect.POSTGRES).render(DSL.quotedName(name));
    }

    static String quoted(List<String> names) {
        return names.stream().map(CopyTables::quoted).collect(Collectors.joining(", "));
    }

    static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    static CatalogException failure(String what, SQLException e) {
        return DatabaseFailures.of(e)
                .orElseGet(() -> new InternalFailureException("tables_failed", what + ": " + e.getMessage(), e));
    }

    /** Gives up what is not committed. */
    static void close(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            System.getLogger(CopyTables.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection could not be closed in order", e);
        }
    }

    /** The columns of the table of that name, as SQL has them. */
    static String columns(String table) {
        return quoted(columns(table(table)));
    }
}
