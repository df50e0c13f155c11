package io.datacapsule.jdbc.migrations;

import io.datacapsule.model.ConflictException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.ibatis.migration.Change;
import org.jspecify.annotations.Nullable;

/**
 * A dump of the schema alone has the tables but no row of the changelog that says how far they were brought. So the latest
 * migration also stands in the comment of that table, which such a dump has.
 */
final class RestoredSchema {

    private static final DateTimeFormatter APPLIED_AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private RestoredSchema() {}

    /** Notes beside the changelog how far it goes. */
    static void note(Connection connection, String changelog) throws SQLException {
        String latest = one(connection, "select max(id)::text from " + changelog);
        String noted = noted(connection, changelog);
        if (latest != null && !latest.equals(noted)) {
            run(connection, "comment on table " + changelog + " is '" + latest + "'");
        } else if (latest == null && noted != null) {
            run(connection, "comment on table " + changelog + " is null");
        }
    }

    /**
     * Fills an empty changelog up to what is noted.
     *
     * @throws ConflictException if nothing is noted though there are tables: how far they were brought is not known
     */
    static void complete(Connection connection, String changelog, Scripts scripts) throws SQLException {
        if (one(connection, "select id::text from " + changelog + " limit 1") != null) {
            return;
        }
        String noted = noted(connection, changelog);
        if (noted != null) {
            fill(connection, changelog, scripts, new BigDecimal(noted));
        } else if (one(connection, "select to_regclass('ingestion_jobs')::text") != null) {
            throw new ConflictException(
                    "schema_unknown",
                    "The database has tables of a catalog, but its " + changelog
                            + " is empty, as after the restore of a"
                            + " dump of the schema alone by an earlier version. Empty the database and start again, or"
                            + " restore a whole dump.");
        }
    }

    private static void fill(Connection connection, String changelog, Scripts scripts, BigDecimal last)
            throws SQLException {
        String now = LocalDateTime.now(ZoneOffset.UTC).format(APPLIED_AT);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + changelog + " (id, applied_at, description) values (?, ?, ?)")) {
            for (Change change : scripts.getMigrations()) {
                if (change.getId().compareTo(last) <= 0) {
                    insert.setBigDecimal(1, change.getId());
                    insert.setString(2, now);
                    insert.setString(3, change.getDescription());
                    insert.executeUpdate();
                }
            }
        }
    }

    private static @Nullable String noted(Connection connection, String changelog) throws SQLException {
        return one(connection, "select obj_description('" + changelog + "'::regclass)");
    }

    private static @Nullable String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
