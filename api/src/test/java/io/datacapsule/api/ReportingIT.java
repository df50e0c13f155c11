package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.jdbc.DatabaseUrl;
import io.datacapsule.jdbc.embedded.RunningPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tools that ask in SQL find, and what the statements of the runbook do. */
@ExtendWith(RunningServer.class)
class ReportingIT {

    @Test
    void showsTheGraphToAnAccountThatMayOnlyRead(Api api, RunningServer.Running running) throws Exception {
        api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(running.home().resolve("reporting-url"))))
                .isEqualTo("rw-------");

        try (Connection reader = reader(running.home())) {
            awaitCurrent(reader, api);
            assertThat(ask(reader, "select count(*) from reporting.capsules"))
                    .containsExactly(
                            api.get("/capsules?limit=1").json().path("total").asString());
            assertThat(ask(
                            reader,
                            "select distinct s.capsule_type from reporting.lineage_edges e"
                                    + " join reporting.capsules s on s.id = e.source_id"
                                    + " join reporting.capsules t on t.urn = e.target_urn where t.name = 'fct_orders'"))
                    .containsExactly("model");
            assertThat(ask(
                            reader,
                            "select count(*) > 0 from reporting.column_lineage_edges where target_column ="
                                    + " 'order_amount'"))
                    .containsExactly("t");
            assertThat(ask(reader, "select status from reporting.ingestion_jobs order by created_at desc limit 1"))
                    .containsExactly("completed");
            for (String refused : List.of(
                    "select hash from access_keys",
                    "select * from audit_entries",
                    "select * from capsules",
                    "delete from reporting.capsules",
                    "truncate capsules",
                    "create table reporting.mine (id int)")) {
                assertThatThrownBy(() -> ask(reader, refused))
                        .as(refused)
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*(permission denied|read-only).*");
            }
        }
    }

    @Test
    void answersTheQuestionOfTheRunbookForSlowStatements(RunningServer.Running running) throws SQLException {
        try (Connection owner = owner(running.home())) {
            assertThat(ask(owner, """
                -- PostgreSQL slow query log
                SELECT query, mean_time, calls
                FROM pg_stat_statements
                ORDER BY mean_time DESC
                LIMIT 10;
                """)).hasSize(10);
        }
    }

    static Connection owner(Path home) throws SQLException {
        RunningPostgres server = RunningPostgres.find(home);
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    private static Connection reader(Path home) throws SQLException, IOException {
        DatabaseUrl url = DatabaseUrl.parse(
                Files.readString(home.resolve("reporting-url")).strip());
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }

    /** Waits until the tables show what the server shows. */
    static void awaitCurrent(Connection reader, Api api) throws Exception {
        long revision = api.get("/health").json().path("revision").asLong();
        await(() -> !ask(reader, "select 1 from reporting.status where revision >= " + revision)
                .isEmpty());
    }

    static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited for two minutes").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** The first column of what a statement answers. */
    static List<String> ask(Connection connection, String statement) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement asked = connection.createStatement()) {
            if (asked.execute(statement)) {
                try (ResultSet rows = asked.getResultSet()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
        }
        return found;
    }
}
