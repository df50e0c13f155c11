package io.datacapsule.api.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.jdbc.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log of a server in production, as it serves, is attacked a little, and loses its PostgreSQL for good. */
class LogIT {

    private static final String KEY = "canary-key-5f2a9c";
    private static final String WRONG = "canary-wrong-77d1";
    private static final String QUERY = "canaryquery";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private String url;
    private String cookie = "none";

    @Test
    void isJsonWithoutSecretsAndReadinessNamesTheStoreThatIsAway() throws Exception {
        Path log = folder.resolve("log");
        EmbeddedPostgres database = EmbeddedPostgres.start(folder.resolve("database"));
        String password = database.password();
        String address = "postgresql://" + database.user() + ":" + password + "@"
                + database.jdbcUrl().substring("jdbc:postgresql://".length());
        Map<String, String> variables =
                Map.of("DATABASE_URL", address, "API_KEYS", KEY, "LOG_LEVEL", "debug", "ENVIRONMENT", "production");
        String ready;
        try (ServerProcess server = ServerProcess.start(folder.resolve("home"), log, variables, KEY)) {
            url = "http://127.0.0.1:" + server.port();
            serve();
            database.close();
            assertThat(send("GET", "/api/v1/capsules?limit=1", KEY, null).statusCode())
                    .isEqualTo(200);
            assertThat(send("POST", "/api/v1/keys", KEY, "{\"name\":\"x\",\"role\":\"reader\"}")
                            .statusCode())
                    .isEqualTo(503);
            ready = awaitUnready();
        } finally {
            database.close();
        }

        assertThat(ready).isEqualTo("{\"status\":\"unavailable\",\"away\":[\"postgresql\"]}");
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).allMatch(line -> line.startsWith("{\"timestamp\":\"") || line.startsWith("WARNING: "));
        assertThat(String.join("\n", lines)).doesNotContain(KEY, WRONG, QUERY, password, cookie);
        JsonNode request = JsonMapper.shared()
                .readTree(lines.stream()
                        .filter(line -> line.contains("\"request_id\":\"told-by-caller\""))
                        .filter(line -> line.contains("request_completed"))
                        .findFirst()
                        .orElseThrow());
        assertThat(request.path("method").asString()).isEqualTo("GET");
        assertThat(request.path("path").asString()).isEqualTo("/api/v1/search");
        assertThat(request.path("status_code").asInt()).isEqualTo(200);
        assertThat(request.path("duration_ms").isIntegralNumber()).isTrue();
        assertThat(request.path("level").asString()).isEqualTo("info");
    }

    private void serve() throws Exception {
        assertThat(send("GET", "/api/v1/search?q=" + QUERY, KEY, null).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/api/v1/search?q=" + QUERY, WRONG, null).statusCode())
                .isEqualTo(401);
        for (String cypher : List.of("RETURN '" + QUERY + "'", "THIS IS NO " + QUERY, "CREATE (n:" + QUERY + ")")) {
            send("POST", "/api/v1/graph/query", KEY, "{\"query\":\"" + cypher + "\"}");
        }
        send("POST", "/api/v1/graph/query", KEY, "{\"language\":\"gremlin\",\"query\":\"g." + QUERY + "()\"}");
        for (String sql : List.of("select " + QUERY + " from t", "selec " + QUERY + " frm (")) {
            send("POST", "/api/v1/lineage/sql", KEY, "{\"dialect\":\"duckdb\",\"sql\":\"" + sql + "\"}");
        }
        send("POST", "/api/v1/graph/query", KEY, "{\"query\": " + QUERY);
        HttpResponse<String> session = send("POST", "/api/v1/session", KEY, "{}");
        cookie = session.headers()
                .firstValue("Set-Cookie")
                .map(text -> text.replaceAll("^dab_session=([^;]+);.*", "$1"))
                .orElseThrow();
        assertThat(cookie).hasSizeGreaterThan(20);
        HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/capsules"))
                        .header("Cookie", "dab_session=" + cookie)
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private String awaitUnready() throws Exception {
        for (int i = 0; i < 300; i++) {
            HttpResponse<String> answer = send("GET", "/api/v1/health/ready", "", null);
            if (answer.statusCode() == 503) {
                return answer.body();
            }
            ServerProcess.pause(100);
        }
        throw new AssertionError("the server stayed ready");
    }

    private HttpResponse<String> send(String method, String path, String key, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("X-API-Key", key)
                .header("X-Request-ID", "told-by-caller")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
