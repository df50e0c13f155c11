package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.access.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** On a server of its own, because a reset leaves nothing to others. */
class ResetIT {

    private static final String EVERYTHING =
            "/graph/export?format=json&include_columns=true&include_tags=true&include_data_products=true";

    private static Path home;
    private static Server server;
    private static Api api;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        home = Files.createTempDirectory("dab-reset-");
        server = RunningServer.start(home, Map.of());
        api = Api.of(server, home);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        FileSystemUtils.deleteRecursively(home);
    }

    @BeforeEach
    void fill() {
        reset("all");
        api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());
        assertThat(total("/capsules")).isPositive();
    }

    @Test
    void resetsTheCatalogWithTheStatementsOfTheRunbook() throws Exception {
        try (Connection owner = ReportingIT.owner(home)) {
            ReportingIT.awaitCurrent(owner, api);
            ReportingIT.ask(owner, "TRUNCATE TABLE lineage_edges, column_lineage_edges CASCADE;");
            ReportingIT.await(() -> api.get("/audit?limit=1&action=admin.reset")
                    .json()
                    .path("items")
                    .path(0)
                    .path("actor")
                    .asString()
                    .equals("postgresql:dab"));
            assertThat(api.get("/audit?limit=1&action=admin.reset").text()).contains("\"target\":\"lineage\"");

            ReportingIT.ask(owner, """
                TRUNCATE TABLE
                    lineage_edges,
                    column_lineage_edges,
                    conformance_violations,
                    capsule_tags,
                    column_tags,
                    data_product_capsules,
                    columns,
                    capsules,
                    data_products,
                    tags,
                    domains,
                    ingestion_jobs
                CASCADE;
                """);
            ReportingIT.await(
                    () -> api.get("/capsules?limit=1").json().path("total").asInt() == 0);
            assertThat(api.get("/ingest/jobs").json().path("total").asInt()).isZero();
            ReportingIT.await(() -> ReportingIT.ask(owner, "select table_name from reset_requests")
                    .isEmpty());
            assertThat(home.resolve("uploads")).isEmptyDirectory();
            ReportingIT.awaitCurrent(owner, api);
            assertThat(ReportingIT.ask(owner, "select count(*) from reporting.capsules"))
                    .containsExactly("0");
        }
    }

    @Test
    void afterAFullResetTheChecksOfTheRunbookHold() {
        Api reader = api.as(Role.READER);
        JsonNode removed = reset("all").json().path("removed");

        assertThat(removed.path("capsules").asInt()).isPositive();
        assertThat(removed.path("columns").asInt()).isPositive();
        assertThat(removed.path("edges").asLong()).isPositive();
        assertThat(removed.path("jobs").asInt()).isEqualTo(1);
        JsonNode list = api.get("/capsules?limit=1").json();
        assertThat(list.path("total").asInt(-1)).isZero();
        assertThat(list.path("items").size()).isZero();
        api.get("/capsules/stats").json().properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!entry.getKey().equals("revision")) {
                assertThat(value.isObject() ? value.isEmpty() : value.asDouble(-1) == 0)
                        .as(entry.toString())
                        .isTrue();
            }
        });
        assertThat(api.get("/health/ready").json().path("status").asString()).isEqualTo("ready");
        assertThat(total("/ingest/jobs")).isZero();
        assertThat(home.resolve("uploads")).isEmptyDirectory();
        assertThat(reader.get("/capsules").status()).isEqualTo(200);
        assertThat(total("/audit")).isPositive();
    }

    @Test
    void memorySearchAndDatabaseAgreeAfterwards() {
        reset("all");

        assertThat(stored("MATCH (n) WHERE n.urn IS NOT NULL")).isZero();
        assertThat(stored("MATCH ()-[r]->()")).isZero();
        assertThat(api.get("/search?q=orders").json().path("total").asInt(-1)).isZero();
        assertThat(api.get("/columns").json().path("total").asInt(-1)).isZero();
    }

    @Test
    void whatIsIngestedAfterAFullResetIsWhatWasThere() {
        String before = graph();

        reset("all");
        api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());

        assertThat(graph()).isEqualTo(before);
    }

    @Test
    void capsulesGoAndWhatPeopleDefineStays() {
        int tags = stored("MATCH (n:Tag)");
        int domains = stored("MATCH (n:Domain)");

        JsonNode removed = reset("capsules").json().path("removed");

        assertThat(removed.path("tags").asInt(-1)).isZero();
        assertThat(removed.path("jobs").asInt(-1)).isZero();
        assertThat(stored("MATCH (n:Capsule)")).isZero();
        assertThat(stored("MATCH (n:Column)")).isZero();
        assertThat(tags).isPositive();
        assertThat(stored("MATCH (n:Tag)")).isEqualTo(tags);
        assertThat(stored("MATCH (n:Domain)")).isEqualTo(domains);
        assertThat(total("/ingest/jobs")).isEqualTo(1);
    }

    @Test
    void lineageGoesAndTheNextIngestionDrawsItAgain() {
        String before = graph();
        int tagged = stored("MATCH ()-[r:TAGGED_WITH]->()");
        int nodes = stored("MATCH (n) WHERE n.urn IS NOT NULL");

        reset("lineage");

        JsonNode statistics = api.get("/capsules/stats").json();
        assertThat(statistics.path("lineage_edges").asInt(-1)).isZero();
        assertThat(statistics.path("column_lineage_edges").asInt(-1)).isZero();
        assertThat(statistics.path("unresolved_columns").asInt(-1)).isZero();
        assertThat(stored("MATCH ()-[r:FLOWS_TO|DERIVED_FROM|INFLUENCED_BY]->()"))
                .isZero();
        assertThat(stored("MATCH ()-[r:TAGGED_WITH]->()")).isEqualTo(tagged);
        assertThat(stored("MATCH (n) WHERE n.urn IS NOT NULL")).isEqualTo(nodes);

        api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());
        assertThat(graph()).isEqualTo(before);
    }

    @Test
    void edgesGoAndNodesStay() {
        int nodes = stored("MATCH (n) WHERE n.urn IS NOT NULL");
        int contained = stored("MATCH ()-[r:CONTAINS]->()");
        int belonging = stored("MATCH ()-[r:BELONGS_TO]->()");

        reset("edges");

        assertThat(stored("MATCH (n) WHERE n.urn IS NOT NULL")).isEqualTo(nodes);
        assertThat(stored("MATCH ()-[r:FLOWS_TO|DERIVED_FROM|INFLUENCED_BY|TAGGED_WITH|PART_OF]->()"))
                .isZero();
        assertThat(stored("MATCH ()-[r:CONTAINS]->()")).isEqualTo(contained).isPositive();
        assertThat(stored("MATCH ()-[r:BELONGS_TO]->()")).isEqualTo(belonging);
    }

    @Test
    void jobsGoAndTheGraphStays() {
        String before = graph();

        JsonNode answer = reset("jobs").json();

        assertThat(answer.path("removed").path("jobs").asInt()).isEqualTo(1);
        assertThat(total("/ingest/jobs")).isZero();
        assertThat(graph()).isEqualTo(before);
    }

    @Test
    void thereAreNoViolationsToTakeAway() {
        JsonNode answer = reset("violations").json();

        assertThat(answer.path("removed").path("violations").asInt(-1)).isZero();
        assertThat(answer.path("removed").path("capsules").asInt(-1)).isZero();
        assertThat(total("/capsules")).isPositive();
    }

    @Test
    void aDryRunCountsWhatTheResetTakes() {
        String before = graph();

        JsonNode rehearsed =
                api.post("/admin/reset", "{\"set\":\"all\",\"dry_run\":true}").json();

        assertThat(graph()).isEqualTo(before);
        assertThat(total("/ingest/jobs")).isEqualTo(1);
        assertThat(rehearsed.path("dry_run").asBoolean()).isTrue();
        assertThat(reset("all").json().path("removed")).isEqualTo(rehearsed.path("removed"));
    }

    @Test
    void isInTheAuditTrail() {
        reset("edges");

        JsonNode entry = api.get("/audit?limit=1&action=admin.reset")
                .json()
                .path("items")
                .get(0);

        assertThat(entry.path("target").asString()).isEqualTo("edges");
        assertThat(entry.path("summary").path("edges").asInt()).isPositive();
        assertThat(entry.path("summary").path("edges_before").asInt())
                .isGreaterThan(entry.path("summary").path("edges_after").asInt(-1));
        assertThat(entry.path("status").asInt()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"set\":\"all\"} | confirmation_missing",
                "{\"set\":\"all\",\"confirm\":false} | confirmation_missing",
                "{\"set\":\"everything\",\"confirm\":true} | invalid_parameter",
                "{\"confirm\":true} | invalid_parameter",
                "{\"set\":\"all\",\"confirm\":\"true\"} | invalid_body",
            })
    void refusesWhatIsNotMeantAndChangesNothing(String body, String code) {
        Api.Answer answer = api.post("/admin/reset", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        assertThat(total("/capsules")).isPositive();
    }

    @Test
    void isForAdministrators() {
        Api.Answer answer = api.as(Role.EDITOR).post("/admin/reset", "{\"set\":\"all\",\"confirm\":true}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(total("/capsules")).isPositive();
    }

    private static Api.Answer reset(String set) {
        Api.Answer answer = api.post("/admin/reset", "{\"set\":\"" + set + "\",\"confirm\":true}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static int total(String path) {
        return api.get(path).json().path("total").asInt(-1);
    }

    private static int stored(String match) {
        Api.Answer answer = api.post("/graph/query", "{\"query\":\"" + match + " RETURN count(*)\"}");
        return answer.json().path("rows").get(0).get(0).asInt(-1);
    }

    /** The whole graph but for when things were first seen and changed, and the revision. */
    private static String graph() {
        return api.get(EVERYTHING).text().replaceAll("\"(created_at|updated_at|revision)\":\\s*[^,}]*", "");
    }
}
