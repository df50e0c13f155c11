package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.access.Role;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A server that keeps answers in its memory. */
class CacheIT {

    private static final String QUERY =
            "{\"query\":\"MATCH (c:Capsule) RETURN c.name AS name, 1.0 AS one, null AS no ORDER BY name\"}";

    @TempDir
    private static Path home;

    private static Server server;
    private static Api api;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = RunningServer.start(home, Map.of());
        api = Api.of(server, home);
        api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void startEmpty() {
        assertThat(clear(api, "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/graph/export?format=graphml&include_columns=true",
                "/graph/export?format=json&include_tags=true",
                "/graph/export?format=mermaid"
            })
    void answersAnExportAgainAsItWas(String path) {
        Api.Answer first = api.get(path);
        JsonNode before = stats();
        Api.Answer second = api.get(path);
        JsonNode after = stats();

        assertThat(second.text()).isEqualTo(first.text()).isNotEmpty();
        for (String header : new String[] {"Content-Type", "ETag", "Content-Disposition"}) {
            assertThat(second.header(header)).isEqualTo(first.header(header)).isNotEmpty();
        }
        assertThat(after.path("hits").asInt() - before.path("hits").asInt()).isEqualTo(1);
        assertThat(after.path("misses")).isEqualTo(before.path("misses"));
        assertThat(after.path("store").asString()).isEqualTo("memory");
        assertThat(after.path("answers").asInt()).isEqualTo(1);
    }

    @Test
    void answersAQuestionAgainAsItWasAndAnewAfterAChange() {
        Api.Answer first = api.post("/graph/query", QUERY);
        int hits = stats().path("hits").asInt();
        Api.Answer second = api.post("/graph/query", QUERY);
        assertThat(second.text()).isEqualTo(first.text()).contains("1.0").contains("null");
        assertThat(stats().path("hits").asInt()).isEqualTo(hits + 1);

        String project = "cached";
        Api.Answer job = api.upload(
                "/ingest/dbt/upload?wait=true",
                Map.of("manifest", Artifacts.manifest(folder, project, "fresh_" + project)));
        assertThat(job.json().path("status").asString()).isEqualTo("completed");

        assertThat(api.post("/graph/query", QUERY).text()).contains("fresh_" + project);
        assertThat(api.get("/graph/export?format=json").text()).contains("fresh_" + project);
        assertThat(stats().path("hits").asInt()).isEqualTo(hits + 1);
    }

    @Test
    void asksForAKeyAndARoleBeforeItLooks() {
        api.get("/graph/export?format=dot");

        assertThat(api.withoutKey().get("/graph/export?format=dot").status()).isEqualTo(401);
        assertThat(clear(api.as(Role.EDITOR), "").status()).isEqualTo(403);
        assertThat(api.as(Role.READER).get("/cache/stats").status()).isEqualTo(200);
    }

    @Test
    void forgetsWhatItIsToldToAndWritesThatDown() {
        api.get("/graph/export?format=dot");
        api.post("/graph/query", QUERY);

        Api.Answer cleared = clear(api, "?pattern=dcs:query:*");

        assertThat(cleared.json().path("cleared").asInt()).isEqualTo(1);
        assertThat(stats().path("answers").asInt()).isEqualTo(1);
        JsonNode entry = api.get("/audit?limit=1&action=cache.clear")
                .json()
                .path("items")
                .get(0);
        assertThat(entry.path("target").asString()).isEqualTo("dcs:query:*");
        assertThat(entry.path("summary").path("cleared").asString()).isEqualTo("1");
        assertThat(clear(api, "?pattern=dab:*").status()).isEqualTo(400);
    }

    private static JsonNode stats() {
        return api.get("/cache/stats").json();
    }

    private static Api.Answer clear(Api api, String query) {
        return api.send("/cache" + query, HttpRequest.Builder::DELETE);
    }
}
