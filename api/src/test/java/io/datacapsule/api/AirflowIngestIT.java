package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.api.airflow.MockAirflow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From an Airflow that answers like one through the running server to lineage. The limit only keeps a hang from hanging. */
@Timeout(300)
class AirflowIngestIT {

    private static AirflowServer server;
    private static Api api;

    @BeforeAll
    static void starts() {
        server = new AirflowServer();
        api = server.api;
    }

    @AfterAll
    static void stops() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void linksTasksToTheModelsThatTheyBuildAndWritesNothingTheSecondTime(String version, @TempDir Path folder) {
        String project = "shop" + version;
        api.upload("/ingest/dbt/upload?wait=true", Map.of("manifest", Artifacts.manifest(folder, project, "orders")));
        try (MockAirflow airflow = new MockAirflow(version, "/airflow")
                .with(new MockAirflow.Dag(
                        "daily",
                        false,
                        true,
                        List.of(
                                task("extract", List.of("build"), "{}"),
                                task(
                                        "build",
                                        List.of(),
                                        "{\"bash_command\": \"dbt run --select package:" + project + "\"}"))))) {
            Api.Answer first = ingest(airflow, "instance_name", "prod-" + version);
            Api.Answer second = ingest(airflow, "instance_name", "prod-" + version);

            assertThat(first.status()).as(first.text()).isEqualTo(200);
            assertThat(first.json().path("source_name").asString()).isEqualTo("prod-" + version);
            assertThat(counts(first).path("capsules_created").asInt()).isEqualTo(3);
            assertThat(second.json().path("revision").asLong())
                    .as(second.text())
                    .isZero();
            assertThat(upstream("urn:dcs:dbt:model:" + project + ".marts:orders"))
                    .contains(
                            "urn:dcs:airflow:task:prod-" + version + ":daily.build",
                            "urn:dcs:airflow:task:prod-" + version + ":daily.extract");
        }
    }

    /** A peer fetched 100 of 396 DAGs, removed the others and reported success. */
    @Test
    void removesNothingWhenOnlySomeOfTheDagsCouldBeFetched() {
        try (MockAirflow airflow = new MockAirflow("v1", "")) {
            for (int i = 0; i < 396; i++) {
                airflow.with("dag_" + i, "t");
            }
            assertThat(counts(ingest(airflow, "instance_name", "peer"))
                            .path("capsules_created")
                            .asInt())
                    .isEqualTo(792);
            airflow.instead(
                    "/dags\\?.*offset=100", 99, MockAirflow.json(200, "{\"dags\": [], \"total_entries\": 396}"));

            Api.Answer answer = ingest(airflow, "instance_name", "peer", "cleanup_orphans", "true", "force", "true");

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(counts(answer).path("capsules_removed").asInt()).isZero();
            assertThat(answer.json().path("removed").size()).isZero();
            assertThat(warnings(answer))
                    .anyMatch(text -> text.contains("cleanup_skipped") && text.contains("396 DAGs"));
        }
    }

    @Test
    void removesWhatTheInstanceNoLongerHasAndKeepsWhatAFilterHides() {
        try (MockAirflow airflow = new MockAirflow("v2", "")) {
            for (int i = 0; i < 8; i++) {
                airflow.with("dag_" + i, "t");
            }
            ingest(airflow, "instance_name", "tidy");
            airflow.without("dag_0");

            Api.Answer rehearsal =
                    ingest(airflow, "instance_name", "tidy", "cleanup_orphans", "true", "dry_run", "true");
            Api.Answer answer =
                    ingest(airflow, "instance_name", "tidy", "cleanup_orphans", "true", "dag_id_regex", "dag_[0-6]");

            assertThat(rehearsal.json().path("removed").size()).isEqualTo(2);
            assertThat(answer.json().path("removed").valueStream().map(JsonNode::asString))
                    .containsExactlyInAnyOrder("urn:dcs:airflow:dag:tidy:dag_0", "urn:dcs:airflow:task:tidy:dag_0.t");
            assertThat(api.get("/capsules/urn:dcs:airflow:dag:tidy:dag_7").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesToRemoveMuch() {
        try (MockAirflow airflow = new MockAirflow("v2", "").with("a", "t").with("b", "t")) {
            ingest(airflow, "instance_name", "small");
            airflow.without("a");

            Api.Answer refused = ingest(airflow, "instance_name", "small", "cleanup_orphans", "true");

            assertThat(refused.status()).isEqualTo(409);
            assertThat(api.get("/capsules/urn:dcs:airflow:dag:small:a").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void readsAnnotationsAndKeepsThemForARetry(@TempDir Path folder) {
        api.upload("/ingest/dbt/upload?wait=true", Map.of("manifest", Artifacts.manifest(folder, "noted", "raw")));
        String annotations = """
            tasks:
              - dag: daily
                task: t
                produces: ["urn:dcs:dbt:model:noted.marts:raw", "urn:dcs:dbt:model:noted.marts:gone"]
            """;
        try (MockAirflow airflow = new MockAirflow("v2", "").with("daily", "t")) {
            Api.Answer answer = ingest(airflow, "instance_name", "noted", "annotations", annotations);
            Api.Answer again =
                    api.post("/ingest/jobs/" + answer.json().path("id").asString() + "/retry?wait=true", "{}");

            assertThat(upstream("urn:dcs:dbt:model:noted.marts:raw")).contains("urn:dcs:airflow:task:noted:daily.t");
            assertThat(warnings(answer)).anyMatch(text -> text.contains("noted.marts:gone"));
            assertThat(again.status()).as(again.text()).isEqualTo(200);
            assertThat(again.json().path("revision").asLong()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400|missing_parameter|base_url",
                "{\"base_url\": \"ftp://x\"}|400|invalid_url|https://",
                "{\"base_url\": \"http://a:b@127.0.0.1\"}|400|url_credentials|variable",
                "{\"base_url\": \"http://x.invalid\"}|502|airflow_unknown_host|x.invalid",
                "{\"base_url\": \"http://127.0.0.1:1\"}|502|airflow_unreachable|Nothing listens",
                "{\"base_url\": \"http://10.0.0.1\"}|403|egress_not_allowed|EGRESS_ALLOW",
                "{\"base_url\": \"http://169.254.169.254/latest\"}|403|egress_not_allowed|EGRESS_ALLOW",
                "{\"base_url\": \"http://2130706433/\"}|400|invalid_url|usual form",
                "{\"base_url\": \"http://[::ffff:a9fe:a9fe]/\"}|403|egress_not_allowed|EGRESS_ALLOW",
                "{\"base_url\": \"http://127.0.0.1:1\", \"auth_mode\": \"token\"}|400|invalid_parameter|none,"
                        + " bearer_env, basic_env",
                "{\"base_url\": \"http://127.0.0.1:1\", \"api_version\": \"3\"}|400|invalid_parameter|auto, v1, v2",
                "{\"base_url\": \"http://127.0.0.1:1\", \"page_limit\": 0}|400|invalid_parameter|1 to 1000",
                "{\"base_url\": \"http://127.0.0.1:1\", \"timeout\": 0}|400|invalid_parameter|0.1 to 600",
                "{\"base_url\": \"http://127.0.0.1:1\", \"timeout\": \"x\"}|400|invalid_body|timeout",
                "{\"base_url\": \"http://127.0.0.1:1\", \"dag_id_regex\": \"(\"}|400|invalid_parameter|dag_id_regex",
                "{\"base_url\": \"http://127.0.0.1:1\", \"dag_allowlist\": [\"a\"], \"dag_denylist\": [\"b\"]}"
                        + "|400|invalid_parameter|exclude each other",
                "{\"base_url\": \"http://127.0.0.1:1\", \"max_orphan_share\": 2}|400|invalid_parameter|0 to 1",
                "{\"base_url\": \"http://127.0.0.1:1\", \"ca_pem\": \"x\"}|400|invalid_ca|BEGIN CERTIFICATE",
                "{\"base_url\": \"http://127.0.0.1:1\", \"annotations\": \"- x\"}|400|invalid_annotations|annotation",
                "{\"base_url\": \"http://127.0.0.1:1\", \"token\": \"x\"}|400|invalid_parameter|bearer_env",
                "{\"base_url\": \"http://127.0.0.1:1\", \"auth_mode\": \"bearer_env\", \"token\": \"a\\n"
                        + "b\"}|400|invalid_parameter|ASCII",
                "{\"base_url\": \"http://127.0.0.1:1\", \"auth_mode\": \"bearer_env\", \"token_env\": \"a"
                        + " b\"}|400|invalid_parameter|name of",
                "{\"base_url\": \"http://127.0.0.1:1\", \"auth_mode\": \"bearer_env\", \"token_env\": \"AIRFLOW_NO\"}"
                        + "|400|variable_not_set|AIRFLOW_NO",
                "{\"base_url\": \"http://127.0.0.1:1\", \"auth_mode\": \"bearer_env\", \"token_env\":"
                        + " \"DATABASE_PASSWORD_FOR_TESTS\"}|403|variable_not_allowed|CREDENTIAL_VARIABLES",
                "{\"base_url\": \"http://127.0.0.1:1\", \"baseurl\": \"\"}|400|invalid_body|base_url",
                "[]|400|invalid_body|body",
            })
    void saysWhatIsWrongWithARequestAndWhatIsAllowed(String body, int status, String code, String told) {
        Api.Answer answer = api.post("/ingest/airflow?wait=true", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        assertThat(answer.json().path("detail").asString()).contains(told).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "401, airflow_unauthorized, AIRFLOW_TOKEN",
        "403, airflow_forbidden, permission",
        "404, airflow_not_found, base URL",
        "429, airflow_rate_limited, Try again later",
        "302, airflow_redirect, elsewhere"
    })
    void saysWhatToDoAboutWhatAirflowRefuses(int status, String code, String told) {
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .instead(
                        "/dags",
                        99,
                        MockAirflow.json(status, "{}", "Location", "http://127.0.0.2/", "Retry-After", "3600"))) {
            Api.Answer answer = ingest(airflow, "instance_name", "broken");

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.json().path("code").asString()).isEqualTo(code);
            assertThat(answer.json().path("detail").asString()).contains(told);
            assertThat(answer.header("Location")).startsWith("/api/v1/ingest/jobs/");
        }
    }

    @Test
    void stopsMidWayWhenAJobIsCancelledAndChangesNothing() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        MockAirflow.Behaviour hang = exchange -> {
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (MockAirflow airflow =
                new MockAirflow("v2", "").with("a", "t").with("b", "t").instead("/b/tasks", 1, hang)) {
            Api.Answer started = api.post("/ingest/airflow", request(airflow, "instance_name", "cancelled"));
            asked.await();
            String job = "/ingest/jobs/" + started.json().path("id").asString();

            assertThat(api.post(job + "/cancel", "{}").status()).isEqualTo(202);

            JsonNode ended = api.get(job).json();
            while (!ended.path("status").asString().equals("cancelled")) {
                Thread.sleep(50);
                ended = api.get(job).json();
            }
            assertThat(api.get("/capsules/urn:dcs:airflow:dag:cancelled:a").status())
                    .isEqualTo(404);
        } finally {
            never.countDown();
        }
    }

    @Test
    void triesAgainWithTheVariableOfTheServerWhenWhatCameAlongIsForgotten() {
        try (MockAirflow airflow = new MockAirflow("v2", "").with("a", "t")) {
            Api.Answer sent =
                    ingest(airflow, "instance_name", "again", "auth_mode", "bearer_env", "token", "canary-sent-4711");
            assertThat(sent.status()).as(sent.text()).isEqualTo(200);
            assertThat(airflow.headers().getLast().getFirst("Authorization")).isEqualTo("Bearer canary-sent-4711");

            Api.Answer again = retry(sent);

            assertThat(again.status()).as(again.text()).isEqualTo(200);
            assertThat(airflow.headers().getLast().getFirst("Authorization"))
                    .isEqualTo("Bearer " + AirflowServer.TOKEN);
        }
    }

    @Test
    void saysWhichVariableToSetWhenAJobCannotBeTriedAgain() {
        try (MockAirflow airflow = new MockAirflow("v2", "").with("a", "t")) {
            Api.Answer sent = ingest(
                    airflow,
                    "instance_name",
                    "again",
                    "auth_mode",
                    "bearer_env",
                    "token_env",
                    "AIRFLOW_ELSEWHERE",
                    "token",
                    "canary-sent-4711");

            Api.Answer again = retry(sent);

            assertThat(again.status()).as(again.text()).isEqualTo(400);
            assertThat(again.json().path("code").asString()).isEqualTo("variable_not_set");
            assertThat(again.json().path("detail").asString()).contains("AIRFLOW_ELSEWHERE", "dab ingest airflow");
        }
    }

    /** Where it goes was chosen by the admin, so that an editor may try it again, but not turn it elsewhere. */
    @Test
    void showsTheServersVariablesOnlyWhereAnAdministratorChose() {
        Api editor = new Api(
                api.root(),
                api.post("/keys", "{\"name\": \"airflow-editor\", \"role\": \"editor\"}")
                        .json()
                        .path("key")
                        .asString());
        String elsewhere = "{\"base_url\": \"https://93.184.215.14\", \"auth_mode\": \"bearer_env\"";

        Api.Answer refused = editor.post("/ingest/airflow?wait=true", elsewhere + "}");
        Api.Answer claimed = editor.post("/ingest/airflow?wait=true", elsewhere + ", \"named_by_admin\": true}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.json().path("code").asString()).isEqualTo("credential_host_not_named");
        assertThat(claimed.status()).as(claimed.text()).isEqualTo(400);
        try (MockAirflow airflow = new MockAirflow("v2", "").with("a", "t")) {
            Api.Answer job = ingest(airflow, "instance_name", "chosen", "auth_mode", "bearer_env");

            assertThat(job.json().path("config").path("named_by_admin").asString())
                    .as(job.text())
                    .isEqualTo("true");
            assertThat(editor.post("/ingest/jobs/" + job.json().path("id").asString() + "/retry?wait=true", "{}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static Api.Answer retry(Api.Answer job) {
        return api.post("/ingest/jobs/" + job.json().path("id").asString() + "/retry?wait=true", "{}");
    }

    private static MockAirflow.Task task(String id, List<String> downstream, String rendered) {
        return new MockAirflow.Task(id, "BashOperator", downstream, rendered);
    }

    private static Api.Answer ingest(MockAirflow airflow, String... fields) {
        return api.post("/ingest/airflow?wait=true", request(airflow, fields));
    }

    private static String request(MockAirflow airflow, String... fields) {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("base_url", airflow.url());
        for (int i = 0; i + 1 < fields.length; i += 2) {
            if (fields[i + 1].equals("true")) {
                body.put(fields[i], true);
            } else {
                body.put(fields[i], fields[i + 1]);
            }
        }
        return body.toString();
    }

    private static JsonNode counts(Api.Answer answer) {
        return answer.json().path("counts");
    }

    private static List<String> warnings(Api.Answer answer) {
        return answer.json()
                .path("warnings")
                .valueStream()
                .map(JsonNode::toString)
                .toList();
    }

    private static List<String> upstream(String urn) {
        List<String> urns = new ArrayList<>();
        api.get("/capsules/" + urn + "/lineage?direction=upstream&depth=9")
                .json()
                .path("nodes")
                .forEach(node -> urns.add(node.path("urn").asString()));
        return urns;
    }
}
