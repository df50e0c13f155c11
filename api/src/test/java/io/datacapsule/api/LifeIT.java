package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.api.config.Settings;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(RunningServer.class)
class LifeIT {

    @Test
    void doesNotStartOpenInProduction(@TempDir Path folder) {
        Path home = folder.resolve("home");

        assertThatThrownBy(() -> Server.start(RunningServer.settings(home, Map.of("ENVIRONMENT", "production"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("API_KEYS");
        assertThat(home).doesNotExist();
    }

    @Test
    void keepsItsDataOverARestartAndListensBeforeItIsReady(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("home");
        JsonNode before;
        try (Server server = RunningServer.start(home, Map.of("REPORTING_ENABLED", "false"))) {
            Api api = Api.of(server, home);
            JsonNode told = JsonMapper.shared().readTree(Files.readString(home.resolve("server.json")));
            assertThat(told.path("pid").asLong())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(told.path("url").asString()).isEqualTo(server.url());
            api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());
            before = api.get("/capsules?limit=1000").json();
            assertThat(before.path("total").asInt()).isGreaterThan(30);
            try (Connection owner = ReportingIT.owner(home)) {
                assertThat(ReportingIT.ask(owner, "select 1 from reporting.status"))
                        .isEmpty();
                assertThatThrownBy(() -> ReportingIT.ask(owner, "TRUNCATE TABLE lineage_edges, column_lineage_edges"))
                        .hasMessageContaining("REPORTING_ENABLED=true, or use 'dab reset'");
            }
        }
        assertThat(home.resolve("server.json")).doesNotExist();

        try (Server server = Server.start(RunningServer.settings(home, Map.of()))) {
            Api api = Api.of(server, home);
            assertThat(api.withoutKey().get("/health/live").status()).isEqualTo(200);
            Api.Answer early = api.get("/capsules");
            assertThat(early.status()).isEqualTo(503);
            assertThat(early.json().path("code").asString()).isEqualTo("loading");
            assertThat(early.header("Retry-After")).isEqualTo("2");
            assertThat(api.withoutKey().get("/health/ready").status()).isEqualTo(503);

            server.awaitReady();
            assertThat(api.get("/capsules?limit=1000").json()).isEqualTo(before);
            try (Connection owner = ReportingIT.owner(home)) {
                ReportingIT.awaitCurrent(owner, api);
                assertThat(ReportingIT.ask(owner, "select count(*) from reporting.capsules"))
                        .containsExactly(before.path("total").asString());
            }
            assertThat(api.get("/ingest/jobs")
                            .json()
                            .path("items")
                            .get(0)
                            .path("status")
                            .asString())
                    .isEqualTo("completed");
        }
    }

    @Test
    void refusesAHomeThatAnotherServerHas(RunningServer.Running running) {
        Settings settings = RunningServer.settings(running.home(), Map.of());

        assertThatThrownBy(() -> Server.start(settings))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("pid " + ProcessHandle.current().pid())
                .hasMessageContaining(running.home().toString());
    }

    @Test
    void saysThatThePortIsTaken(RunningServer.Running running, @TempDir Path home) {
        Map<String, String> variables = Map.of(
                "DAB_PORT", String.valueOf(running.server().port()),
                "NEO4J_URI", "bolt://127.0.0.1:1",
                "DATABASE_URL", "postgresql://127.0.0.1:1/none");

        assertThatThrownBy(() -> Server.start(RunningServer.settings(home, variables)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("DAB_PORT");
    }

    @Test
    void showsTheSchemaOfTheRunningDatabase(RunningServer.Running running) {
        Settings settings = RunningServer.settings(running.home(), Map.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

        assertThat(DatabaseCommand.run(settings, List.of("current"), print, print))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("applied").doesNotContain("pending");
        assertThat(DatabaseCommand.run(settings, List.of("upgrade", "head"), print, print))
                .isZero();
        assertThat(DatabaseCommand.run(settings, List.of("downgrade"), print, print))
                .isEqualTo(2);
        assertThat(DatabaseCommand.run(settings, List.of("sidegrade"), print, print))
                .isEqualTo(2);
    }

    @Test
    void printsNothingButTheSchemaAsAProgramOfItsOwn(RunningServer.Running running) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.datacapsule.api.DatabaseCommand",
                "current");
        program.environment().put("DAB_HOME", running.home().toString());
        Process process = program.redirectErrorStream(true).start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines()).isNotEmpty().allMatch(line -> line.matches("\\d+  applied [-0-9]+ [:0-9]+  .*"));
    }

    @Test
    void saysThatTheDatabaseCannotBeReached(@TempDir Path home) {
        Settings settings = RunningServer.settings(home, Map.of("DATABASE_URL", "postgresql://127.0.0.1:1/none"));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);

        assertThat(DatabaseCommand.run(settings, List.of("current"), print, print))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("dab: ").hasLineCount(1);
    }
}
