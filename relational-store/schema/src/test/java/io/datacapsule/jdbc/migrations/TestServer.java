package io.datacapsule.jdbc.migrations;

import io.datacapsule.jdbc.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** A server with an empty database for each test. */
final class TestServer implements AutoCloseable {

    private final EmbeddedPostgres server;
    private int databases;

    TestServer(Path home) {
        this.server = EmbeddedPostgres.start(home);
    }

    PGSimpleDataSource emptyDatabase() throws SQLException {
        databases++;
        rows(database("dab"), "create database test" + databases);
        return database("test" + databases);
    }

    @Override
    public void close() {
        server.close();
    }

    private PGSimpleDataSource database(String name) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(server.jdbcUrl());
        database.setDatabaseName(name);
        database.setUser(server.user());
        database.setPassword(server.password());
        return database;
    }

    /** All values of all rows, in order. */
    static List<String> rows(PGSimpleDataSource database, String statement) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            if (sql.execute(statement)) {
                try (ResultSet rows = sql.getResultSet()) {
                    while (rows.next()) {
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            values.add(rows.getString(column));
                        }
                    }
                }
            }
        }
        return values;
    }
}
