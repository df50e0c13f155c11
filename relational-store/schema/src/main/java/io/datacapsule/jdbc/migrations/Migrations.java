package io.datacapsule.jdbc.migrations;

import io.datacapsule.model.CatalogException;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.InternalFailureException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.ibatis.migration.Change;
import org.apache.ibatis.migration.MigrationException;
import org.apache.ibatis.migration.operations.DownOperation;
import org.apache.ibatis.migration.operations.StatusOperation;
import org.apache.ibatis.migration.operations.UpOperation;
import org.apache.ibatis.migration.options.DatabaseOperationOption;
import org.jspecify.annotations.Nullable;

/**
 * Brings the schema of a database up and down. Each migration happens in one transaction of its own together with its entry
 * in the changelog, so it is there or it is not. Several programs may do this at once: they wait for each other.
 */
public final class Migrations {

    private static final String CHANGELOG = "schema_changelog";

    /** Any number, the same for all of us. */
    private static final long LOCK = 7_213_884_402_615L;

    private final DataSource database;
    private final Scripts scripts;

    /** The migrations of this version, for that database. */
    public Migrations(DataSource database) {
        this(database, Scripts.SCHEMA);
    }

    Migrations(DataSource database, Scripts scripts) {
        this.database = database;
        this.scripts = scripts;
    }

    /** A number that changes with every change of a script of this version. */
    public static String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : Scripts.SCHEMA.names()) {
                digest.update((name + "\n" + Scripts.SCHEMA.text(name)).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The latest migration of this version, {@code yyyyMMddHHmmss}. */
    public static String latest() {
        String script = Scripts.SCHEMA.names().getLast();
        return script.substring(0, script.indexOf('_'));
    }

    /** All migrations that this version or the database knows, in the order in which they are applied. */
    public List<Migration> current() {
        try (Connection connection = database.getConnection()) {
            return statusOn(connection);
        } catch (SQLException | MigrationException e) {
            throw failure("The state of the schema cannot be read", e);
        }
    }

    /**
     * Applies all that are pending and returns them.
     *
     * @throws ConflictException if the database has migrations that this version does not know
     */
    public List<Migration> upgrade() {
        List<Migration> applied = new ArrayList<>();
        Optional<Migration> next = oneUp();
        while (next.isPresent()) {
            applied.add(next.get());
            next = oneUp();
        }
        return List.copyOf(applied);
    }

    /**
     * Undoes the latest {@code steps}, or as many as there are, and returns them, the latest first. What they held is lost.
     *
     * @throws ConflictException if the next one to undo is unknown to this version
     */
    public List<Migration> downgrade(int steps) {
        List<Migration> undone = new ArrayList<>();
        while (undone.size() < steps) {
            Optional<Migration> last = oneDown();
            if (last.isEmpty()) {
                break;
            }
            undone.add(last.get());
        }
        return List.copyOf(undone);
    }

    /** Undoes all: the database is as before the first migration, but for the empty changelog. */
    public List<Migration> downgradeToBase() {
        return downgrade(Integer.MAX_VALUE);
    }

    private Optional<Migration> oneUp() {
        return inTransaction("The schema cannot be upgraded", connection -> {
            List<Migration> before = statusOn(connection);
            Optional<Migration> unknown = first(before, Migration.State.UNKNOWN);
            if (unknown.isPresent()) {
                throw new ConflictException(
                        "schema_newer",
                        "The database was upgraded by a newer version (migration "
                                + unknown.get().id() + ", " + unknown.get().description()
                                + "): start that version, or downgrade with it first.");
            }
            Optional<Migration> next = first(before, Migration.State.PENDING);
            if (next.isPresent()) {
                new UpOperation(1).operate(() -> HeldTransaction.of(connection), scripts, options(), silent());
            }
            return next;
        });
    }

    private Optional<Migration> oneDown() {
        return inTransaction("The schema cannot be downgraded", connection -> {
            List<Migration> before = statusOn(connection);
            Optional<Migration> last = before.stream()
                    .filter(migration -> migration.state() != Migration.State.PENDING)
                    .reduce((one, later) -> later);
            if (last.isPresent()) {
                if (last.get().state() == Migration.State.UNKNOWN) {
                    throw new ConflictException(
                            "schema_newer",
                            "Migration " + last.get().id()
                                    + " was applied by a newer version: downgrade with that one.");
                }
                new DownOperation(1).operate(() -> HeldTransaction.of(connection), scripts, options(), silent());
            }
            return last;
        });
    }

    private List<Migration> statusOn(Connection connection) {
        StatusOperation status =
                new StatusOperation().operate(() -> HeldTransaction.of(connection), scripts, options(), silent());
        List<String> known = scripts.getMigrations().stream()
                .map(change -> change.getId().toString())
                .toList();
        return status.getCurrentStatus().stream()
                .map(change -> migration(change, known))
                .toList();
    }

    private static Migration migration(Change change, List<String> known) {
        String id = change.getId().toString();
        @Nullable String appliedAt = change.getAppliedTimestamp();
        Migration.State state = !known.contains(id)
                ? Migration.State.UNKNOWN
                : appliedAt == null ? Migration.State.PENDING : Migration.State.APPLIED;
        return new Migration(id, change.getDescription(), state, appliedAt);
    }

    private static Optional<Migration> first(List<Migration> migrations, Migration.State state) {
        return migrations.stream()
                .filter(migration -> migration.state() == state)
                .findFirst();
    }

    private interface Step {
        Optional<Migration> on(Connection connection) throws SQLException;
    }

    private Optional<Migration> inTransaction(String otherwise, Step step) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
                statement.execute(
                        "create table if not exists " + CHANGELOG
                                + " (id numeric(20) primary key, applied_at varchar(25) not null, description varchar(255) not null)");
                RestoredSchema.complete(connection, CHANGELOG, scripts);
                Optional<Migration> result = step.on(connection);
                RestoredSchema.note(connection, CHANGELOG);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException | MigrationException e) {
            throw failure(otherwise, e);
        }
    }

    private static DatabaseOperationOption options() {
        DatabaseOperationOption options = new DatabaseOperationOption();
        options.setChangelogTable(CHANGELOG);
        options.setStopOnError(true);
        options.setSendFullScript(true);
        options.setAutoCommit(false);
        return options;
    }

    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    private static CatalogException failure(String what, Exception cause) {
        return DatabaseFailures.of(cause)
                .orElseGet(() ->
                        new InternalFailureException("migration_failed", what + ": " + cause.getMessage(), cause));
    }
}
