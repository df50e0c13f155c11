package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsCommandTests {

    private static final String PAGE = """
            {"items":[{"id":"j2","source_type":"dbt","source_name":"shop","status":"failed",
              "created_at":"2026-01-01T00:00:00Z","counts":{"capsules_created":12}}],
             "total":5,"limit":1,"offset":2,"revision":3}""";

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();
    private Shell shell;

    @BeforeEach
    void starts() {
        shell = new Shell(folder).with(server);
    }

    @AfterEach
    void stops() {
        server.close();
    }

    @Test
    void listsJobsAsATableWithTheWayToTheNext() {
        server.on("GET /ingest/jobs", PAGE);

        Shell.Result result = shell.dab("jobs", "list");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out().lines().findFirst().orElseThrow())
                .startsWith("ID")
                .contains("STATUS", "NEW");
        assertThat(result.out()).containsPattern("j2 +dbt +shop +failed .* 12");
        assertThat(result.err()).contains("1 of 5 jobs; next: --offset 3");
        assertThat(server.only().query()).isEmpty();
    }

    @Test
    void passesFiltersOn() {
        server.on("GET /ingest/jobs", PAGE);

        shell.dab("jobs", "list", "--status", "failed", "--source-type", "dbt", "--limit", "1", "--offset", "2");

        assertThat(server.only().query()).isEqualTo("status=failed&source_type=dbt&limit=1&offset=2");
    }

    @Test
    void saysSoWhenThereAreNone() {
        server.on("GET /ingest/jobs", "{\"items\":[],\"total\":0}");

        Shell.Result result = shell.dab("jobs", "list");

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("No jobs.");
    }

    @Test
    void printsJsonForProgramsWhereverTheOptionStands() {
        server.on("GET /ingest/jobs", PAGE);

        assertThat(Answers.json(shell.dab("jobs", "list", "--output", "json").out()))
                .isEqualTo(Answers.json(PAGE));
        assertThat(Answers.json(shell.dab("--output", "json", "jobs", "list").out()))
                .isEqualTo(Answers.json(PAGE));
        assertThat(shell.dab("jobs", "list", "--output", "xml").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void showsOneJob() {
        server.on("GET /ingest/jobs/j2", """
                {"id":"j2","source_type":"dbt","status":"interrupted"}""");

        Shell.Result result = shell.dab("jobs", "get", "j2");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("Job j2: dbt interrupted");
    }

    @Test
    void retriesAndWaitsForTheNewJob() {
        server.on("POST /ingest/jobs/j2/retry", 202, "{\"id\":\"j3\",\"status\":\"pending\"}")
                .on("GET /ingest/jobs/j3", "{\"id\":\"j3\",\"status\":\"completed\"}");

        Shell.Result result = shell.dab("jobs", "retry", "j2");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("Job j3", "completed");
    }

    @Test
    void cancels() {
        server.on("POST /ingest/jobs/j2/cancel", "{\"id\":\"j2\",\"status\":\"cancelled\"}");

        assertThat(shell.dab("jobs", "cancel", "j2").out()).isEqualTo("Job j2 is cancelled.\n");
    }

    @Test
    void anUnknownJobIsAFailureThatTheServerExplains() {
        server.on("GET /ingest/jobs/nope", 404, "{\"detail\":\"There is no job nope.\",\"code\":\"job_not_found\"}");

        Shell.Result result = shell.dab("jobs", "get", "nope");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).isEqualTo("dab: There is no job nope. [job_not_found]\n");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aJobNeedsAName() {
        assertThat(shell.dab("jobs", "get").exit()).isEqualTo(ExitCode.USAGE);
    }
}
