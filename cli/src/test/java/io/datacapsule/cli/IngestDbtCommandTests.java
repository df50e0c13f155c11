package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestDbtCommandTests {

    private static final String RUNNING = """
            {"id":"j1","source_type":"dbt","status":"running","stage":"reading","done":1,"expected":2}""";

    private static final String COMPLETED = """
            {"id":"j1","source_type":"dbt","source_name":"shop","status":"completed","revision":7,
             "started_at":"2026-01-01T00:00:00Z","finished_at":"2026-01-01T00:00:01.500Z",
             "counts":{"capsules_created":3,"capsules_updated":2,"capsules_unchanged":1,"capsules_removed":0,
                       "capsules_orphaned":4,"columns_created":30,"edges_created":5},
             "left_out":{"left_out_disabled":6},"warnings":[
               {"code":"unknown_version","path":"metadata","message":"v99"},
               {"code":"left_out_disabled","path":"nodes","message":"Left out: x"}],
             "removed":[],"error":null,"config":{}}""";

    private static final String FAILED = """
            {"id":"j1","source_type":"dbt","source_name":"shop","status":"failed",
             "error":{"code":"too_many_orphans","message":"80 % of shop would go"}}""";

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();
    private Shell shell;

    @BeforeEach
    void writesAProject() throws IOException {
        shell = new Shell(folder).with(server);
        Path target = Files.createDirectories(folder.resolve("project/target"));
        for (String part : new String[] {"manifest", "catalog", "run_results", "sources"}) {
            Files.writeString(target.resolve(part + ".json"), "{\"the\":\"" + part + "\"}");
        }
        Path schema = Files.createDirectories(target.resolve("info_schema/v1"));
        Files.writeString(schema.resolve("dbt.column_lineage.parquet"), "PAR1 of dbt");
    }

    @AfterEach
    void stops() {
        server.close();
    }

    @Test
    void uploadsEveryArtifactOfAProjectAndWaitsForTheEnd() {
        server.on("POST /ingest/dbt/upload", 202, RUNNING)
                .on("GET /ingest/jobs/j1", RUNNING)
                .on("GET /ingest/jobs/j1", COMPLETED);

        Shell.Result result = shell.dab("ingest", "dbt", "project");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(server.asked().getFirst().body())
                .contains("name=\"manifest\"; filename=\"manifest.json\"", "{\"the\":\"manifest\"}")
                .contains("{\"the\":\"catalog\"}", "name=\"run_results\"", "{\"the\":\"sources\"}")
                .contains("name=\"column_lineage\"; filename=\"dbt.column_lineage.parquet\"", "PAR1 of dbt")
                .contains("name=\"cleanup_orphans\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nfalse\r\n")
                .doesNotContain("name=\"project_name\"", "name=\"max_orphan_share\"");
        assertThat(result.out())
                .contains("Job j1: dbt shop completed in 1.5 s, revision 7")
                .containsPattern("capsules +3 +2 +1 +0\\R")
                .containsPattern("columns +30")
                .contains("4 kept that the project no longer has; --cleanup-orphans removes them.")
                .contains("Left out: 6 disabled (--output json lists them)")
                .contains("unknown_version at metadata: v99")
                .doesNotContain("Left out: x", "more;");
        assertThat(result.err()).contains("uploading...", "reading...").doesNotContain("\r", "\u001b");
    }

    @Test
    void sendsTheFilesAndOptionsThatWereNamed() {
        server.on("POST /ingest/dbt/upload", 202, COMPLETED);

        Shell.Result result = shell.dab(
                "ingest",
                "dbt",
                "--manifest",
                "project/target/manifest.json",
                "--column-lineage",
                "project/target/info_schema/v1/dbt.column_lineage.parquet",
                "--project",
                "übung",
                "--cleanup-orphans",
                "--force",
                "--max-orphan-share",
                "0.5",
                "--dry-run");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(server.only().body())
                .contains("{\"the\":\"manifest\"}", "PAR1 of dbt", "\r\n\r\nübung\r\n", "\r\n\r\n0.5\r\n")
                .containsPattern("name=\"cleanup_orphans\"\r\n.*\r\n\r\ntrue")
                .containsPattern("name=\"force\"\r\n.*\r\n\r\ntrue")
                .containsPattern("name=\"dry_run\"\r\n.*\r\n\r\ntrue")
                .doesNotContain("{\"the\":\"catalog\"}");
    }

    @Test
    void showsABarToAPersonAtATerminal() {
        server.on("POST /ingest/dbt/upload", 202, RUNNING).on("GET /ingest/jobs/j1", COMPLETED);

        Shell.Result result = shell.atTerminal(100).dab("ingest", "dbt", "project");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.err()).contains("uploading", "\r", "%", "MiB");
        assertThat(result.out()).doesNotContain("uploading");
    }

    @Test
    void doesNotWaitWhenAskedNotTo() {
        server.on("POST /ingest/dbt/upload", 202, RUNNING);

        Shell.Result result = shell.dab("ingest", "dbt", "project", "--no-wait");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).contains("Job j1 is running.");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void failsWhenTheJobFails() {
        server.on("POST /ingest/dbt/upload", 202, RUNNING).on("GET /ingest/jobs/j1", FAILED);

        Shell.Result result = shell.dab("ingest", "dbt", "project");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.out()).contains("failed", "80 % of shop would go [too_many_orphans]");
    }

    @Test
    void listsWhatADryRunWouldRemove() {
        server.on("POST /ingest/dbt/upload", 202, """
                {"id":"j1","source_type":"dbt","status":"completed","config":{"dry_run":"true"},
                 "removed":["urn:dcs:dbt:model:shop.marts:old"]}""");

        Shell.Result result = shell.dab("ingest", "dbt", "project", "--dry-run");

        assertThat(result.out())
                .contains("nothing was written", "Would be removed:\n  urn:dcs:dbt:model:shop.marts:old");
    }

    @Test
    void listsWhatADryRunFindsTooMuchToRemove() {
        server.on("POST /ingest/dbt/upload", 202, """
                {"id":"j1","source_type":"dbt","status":"failed","config":{"dry_run":"true"},
                 "counts":{"capsules_removed":1},"error":{"code":"orphan_share_exceeded","message":"Too many."},
                 "removed":["urn:dcs:dbt:model:shop.marts:old"]}""");

        Shell.Result result = shell.dab("ingest", "dbt", "project", "--dry-run", "--cleanup-orphans");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.out())
                .contains("Too many. [orphan_share_exceeded]", "Would be removed:\n  urn:dcs:dbt:model:shop.marts:old");
    }

    @Test
    void saysThePlaceOfAnErrorOnce() {
        server.on("POST /ingest/dbt/upload", 400, """
                {"detail":"manifest.json, line 3, column 9 at $.nodes: cut off","code":"artifact_unreadable",
                 "file":"manifest.json","path":"$.nodes","line":3,"column":9}""");

        assertThat(shell.dab("ingest", "dbt", "project").err())
                .endsWith("dab: manifest.json, line 3, column 9 at $.nodes: cut off [artifact_unreadable]\n");
    }

    @Test
    void tellsWhereAnArtifactIsWrong() {
        server.on("POST /ingest/dbt/upload", 422, """
                {"title":"Unprocessable","detail":"The manifest ends too early.","code":"invalid_artifact",
                 "file":"manifest.json","line":3,"column":9}""");

        Shell.Result result = shell.dab("ingest", "dbt", "project");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err())
                .contains("The manifest ends too early. [invalid_artifact]", "in file manifest.json, line 3, column 9")
                .doesNotContain("Exception");
    }

    @Test
    void keepsAskingAServerThatIsBusyWhenItSaysSo() {
        server.on("POST /ingest/dbt/upload", 202, RUNNING)
                .on("GET /ingest/jobs/j1", 429, "{\"detail\":\"slowly\"}")
                .on("GET /ingest/jobs/j1", COMPLETED);
        long start = System.nanoTime();

        assertThat(shell.dab("ingest", "dbt", "project").exit()).isEqualTo(ExitCode.OK);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void printsTheJobAsJson() {
        server.on("POST /ingest/dbt/upload", 202, COMPLETED);

        Shell.Result result = shell.dab("ingest", "dbt", "project", "--output", "json");

        assertThat(Answers.json(result.out())
                        .path("counts")
                        .path("columns_created")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void refusesAmbiguousOrMissingFilesBeforeItAsksTheServer() {
        assertThat(shell.dab("ingest", "dbt").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(shell.dab("ingest", "dbt", "project", "--manifest", "m.json").exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(shell.dab("ingest", "dbt", "project", "--max-orphan-share", "lots")
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(shell.dab("ingest", "dbt", "elsewhere"))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(ExitCode.FAILURE))
                .satisfies(result -> assertThat(result.err()).contains("There is no manifest.json in", "elsewhere"));
        assertThat(shell.dab("ingest", "dbt", "--manifest", "m.json").err()).contains("m.json is not there.");
        assertThat(server.asked()).isEmpty();
    }
}
