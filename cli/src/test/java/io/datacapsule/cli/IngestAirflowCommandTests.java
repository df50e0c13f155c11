package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IngestAirflowCommandTests {

    private static final String URL = "https://airflow.example.com";

    private static final String RUNNING = """
        {"id":"j1","source_type":"airflow","status":"running","stage":"fetching DAGs","done":1,"expected":2}\
        """;

    private static final String COMPLETED = """
        {"id":"j1","source_type":"airflow","source_name":"prod","status":"completed","revision":7,
         "started_at":"2026-01-01T00:00:00Z","finished_at":"2026-01-01T00:00:01.500Z",
         "counts":{"capsules_created":3,"capsules_orphaned":4},
         "left_out":{"left_out_paused":6},"warnings":[
           {"code":"dags_filtered","path":"","message":"6 paused DAGs are left out; --include-paused takes them."},
           {"code":"left_out_paused","path":"x","message":"Left out by a filter."}],
         "removed":[],"error":null,"config":{}}\
        """;

    private static final String REFUSED = """
        {"title":"Another system failed","status":502,"code":"airflow_unauthorized",
         "detail":"401 Unauthorized: verify that AIRFLOW_TOKEN is set and valid."}\
        """;

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();
    private Shell shell;

    @BeforeEach
    void talksToTheServer() {
        shell = new Shell(folder).with(server);
    }

    @AfterEach
    void stops() {
        server.close();
    }

    @Test
    void startsAnIngestionAndWaitsForItsEnd() {
        server.on("POST /ingest/airflow", 202, RUNNING)
                .on("GET /ingest/jobs/j1", RUNNING)
                .on("GET /ingest/jobs/j1", COMPLETED);

        Shell.Result result = shell.dab("ingest", "airflow", "--base-url", URL);

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out())
                .contains("Job j1: airflow prod completed in 1.5 s, revision 7")
                .contains("4 kept that the instance no longer has; --cleanup-orphans removes them.")
                .contains("Left out: 6 paused")
                .contains("6 paused DAGs are left out; --include-paused takes them.");
        assertThat(result.err()).contains("fetching DAGs...");
    }

    @Test
    void sendsEveryOption() throws IOException {
        Files.writeString(folder.resolve("ca.pem"), "the certificates");
        Files.writeString(folder.resolve("notes.yml"), "tasks: []");
        server.on("POST /ingest/airflow", 202, COMPLETED);

        shell.dab(
                "ingest",
                "airflow",
                "--base-url",
                URL,
                "--instance",
                "prod",
                "--auth-mode",
                "none",
                "--token-env",
                "T",
                "--username-env",
                "U",
                "--password-env",
                "P",
                "--dag-regex",
                "^(a|b)_.*",
                "--dag-denylist",
                "a,b",
                "--include-paused",
                "--include-inactive",
                "--page-limit",
                "50",
                "--timeout",
                "60.0",
                "--cleanup-orphans",
                "--max-orphan-share",
                "0.5",
                "--force",
                "--dry-run",
                "--api-version",
                "v2",
                "--ca-file",
                "ca.pem",
                "--annotations",
                "notes.yml");

        assertThat(request()).isEqualTo(JsonMapper.shared().readTree("""
            {"base_url": "https://airflow.example.com", "instance_name": "prod", "auth_mode": "none",
             "token_env": "T", "username_env": "U", "password_env": "P", "api_version": "v2", "page_limit": 50,
             "timeout": 60.0, "ca_pem": "the certificates", "dag_id_regex": "^(a|b)_.*",
             "dag_denylist": ["a", "b"], "include_paused": true, "include_inactive": true,
             "annotations": "tasks: []", "max_orphan_share": 0.5, "cleanup_orphans": true, "force": true,
             "dry_run": true}\
            """));
    }

    @Test
    void sendsSecretsThatAreSetHereAndOnlyThoseThatAreNeeded() {
        shell.with("AIRFLOW_TOKEN", "canary-t").with("OTHER_USER", "canary-u").with("AIRFLOW_PASSWORD", "canary-p");
        server.on("POST /ingest/airflow", 202, COMPLETED).on("POST /ingest/airflow", 202, COMPLETED);

        shell.dab("ingest", "airflow", "--base-url", URL, "--auth-mode", "bearer_env");

        assertThat(request().path("token").asString()).isEqualTo("canary-t");
        assertThat(request().has("password")).isFalse();
        shell.dab("ingest", "airflow", "--base-url", URL, "--auth-mode", "basic_env", "--username-env", "OTHER_USER");
        JsonNode basic = JsonMapper.shared().readTree(server.asked().getLast().body());
        assertThat(basic.path("username").asString()).isEqualTo("canary-u");
        assertThat(basic.path("password").asString()).isEqualTo("canary-p");
        assertThat(basic.has("token")).isFalse();
    }

    @Test
    void leavesSecretsToTheServerThatAreNotSetHere() {
        server.on("POST /ingest/airflow", 202, COMPLETED);

        shell.dab("ingest", "airflow", "--base-url", URL, "--auth-mode", "bearer_env", "--token-env", "AIRFLOW_OTHER");

        assertThat(request().has("token")).isFalse();
        assertThat(request().path("token_env").asString()).isEqualTo("AIRFLOW_OTHER");
    }

    @Test
    void refusesAnAllowlistTogetherWithADenylist() {
        Shell.Result result =
                shell.dab("ingest", "airflow", "--base-url", URL, "--dag-allowlist", "a", "--dag-denylist", "b");

        assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("--dag-allowlist", "--dag-denylist", "mutually exclusive");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void saysWhatAnOptionTakes() {
        Shell.Result mode = shell.dab("ingest", "airflow", "--base-url", URL, "--auth-mode", "token");
        Shell.Result version = shell.dab("ingest", "airflow", "--base-url", URL, "--api-version", "v3");
        Shell.Result none = shell.dab("ingest", "airflow");

        assertThat(mode.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(mode.err()).contains("none, bearer_env, basic_env");
        assertThat(version.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(version.err()).contains("auto, v1, v2");
        assertThat(none.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("--base-url");
    }

    @Test
    void saysWhatAirflowRefusedAndFails() {
        server.on("POST /ingest/airflow", 502, REFUSED);

        Shell.Result result = shell.dab("ingest", "airflow", "--base-url", URL);

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("verify that AIRFLOW_TOKEN is set and valid. [airflow_unauthorized]");
    }

    @Test
    void saysThatAFileCannotBeRead() {
        Shell.Result result = shell.dab("ingest", "airflow", "--base-url", URL, "--ca-file", "nowhere.pem");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("--ca-file: nowhere.pem cannot be read");
    }

    @Test
    void printsTheJobForPrograms() {
        server.on("POST /ingest/airflow", 202, COMPLETED);

        Shell.Result result = shell.dab("ingest", "airflow", "--base-url", URL, "--output", "json");

        assertThat(JsonMapper.shared().readTree(result.out()).path("id").asString())
                .isEqualTo("j1");
    }

    private JsonNode request() {
        return JsonMapper.shared().readTree(server.asked().getFirst().body());
    }
}
