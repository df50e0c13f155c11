package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.access.Role;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(RunningServer.class)
class AuditIT {

    @Test
    void recordsWhoGaveAndTookAKey(Api api) {
        String name = "audited-" + UUID.randomUUID();

        Api.Answer made = api.post("/keys", "{\"name\":\"" + name + "\",\"role\":\"editor\",\"expires\":\"1d\"}");
        api.send("/keys/" + name, HttpRequest.Builder::DELETE);

        JsonNode revoked = api.get("/audit?limit=1&action=keys.revoke")
                .json()
                .path("items")
                .get(0);
        assertThat(revoked.path("target").asString()).isEqualTo(name);
        JsonNode created = latest(api, "keys.create");
        assertThat(created.path("actor").asString()).isEqualTo("$DAB_HOME/api-key");
        assertThat(created.path("target").asString()).isEqualTo(name);
        assertThat(created.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(created.path("request_id").asString()).isEqualTo(made.header("X-Request-ID"));
        assertThat(created.path("status").asInt()).isEqualTo(201);
        assertThat(created.path("summary").path("role_after").asString()).isEqualTo("editor");
        assertThat(created.path("summary").has("expires_at_after")).isTrue();
        assertThat(revoked.path("summary").path("role_before").asString()).isEqualTo("editor");
        assertThat(revoked.path("summary").has("role_after")).isFalse();
        assertThat(api.get("/audit?limit=1000").text())
                .doesNotContain(made.json().path("key").asString());
    }

    @Test
    void recordsIngestionsWithTheirJob(Api api, RunningServer.Running running) {
        Api editor = api.as(Role.EDITOR);
        String job = editor.upload("/ingest/dbt/upload?wait=true", Artifacts.demo())
                .json()
                .path("id")
                .asString();

        JsonNode started = latest(api, "ingest.start");
        assertThat(started.path("target").asString()).isEqualTo(job);
        assertThat(started.path("actor").asString()).isNotEqualTo("$DAB_HOME/api-key");

        JsonNode ended = awaitEnd(api, job);
        assertThat(ended.path("actor").asString())
                .isEqualTo(started.path("actor").asString());
        assertThat(ended.path("request_id").asString())
                .isEqualTo(started.path("request_id").asString());
        assertThat(ended.path("status").asInt()).isEqualTo(200);
        JsonNode summary = ended.path("summary");
        assertThat(summary.path("status").asString()).isEqualTo("completed");
        assertThat(summary.path("capsules_after").asInt()).isGreaterThan(30);
        assertThat(summary.has("capsules_before")).isTrue();
        assertThat(summary.path("columns_after").asInt()).isPositive();

        editor.send("/ingest/jobs/" + job + "/cancel", request -> request.POST(HttpRequest.BodyPublishers.noBody()));
        JsonNode cancelled = latest(api, "ingest.cancel");
        assertThat(cancelled.path("target").asString()).isEqualTo(job);
        assertThat(cancelled.path("status").asInt()).isEqualTo(409);
    }

    @Test
    void recordsEveryRouteThatWrites(Api api, RunningServer.Running running) {
        int writes = 0;
        for (String route : SecurityIT.routes(running.server())) {
            boolean reads = route.startsWith("GET ") || SecurityIT.QUESTIONS.contains(route);
            String id = "audit-" + UUID.randomUUID();
            SecurityIT.call(api, route, id);
            String found = api.get("/audit?limit=20").text();
            if (reads) {
                assertThat(found).as(route).doesNotContain(id);
            } else {
                assertThat(found).as(route).contains(id);
                writes++;
            }
        }
        assertThat(writes).isGreaterThanOrEqualTo(6);
    }

    @Test
    void findsByActorActionAndTime(Api api) {
        Instant before = Instant.now().minusSeconds(1);
        String name = "found-" + UUID.randomUUID();
        api.post("/keys", "{\"name\":\"" + name + "\",\"role\":\"admin\"}");

        JsonNode page = api.get("/audit?action=keys.create&actor=$DAB_HOME/api-key&since=" + before + "&limit=1")
                .json();

        assertThat(page.path("items").get(0).path("target").asString()).isEqualTo(name);
        assertThat(page.path("total").asInt()).isPositive();
        assertThat(page.path("limit").asInt()).isEqualTo(1);
        assertThat(api.get("/audit?since=2999-01-01T00:00:00Z")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(api.get("/audit?since=yesterday").json().path("detail").asString())
                .contains("2026-11-24T12:00:00Z");
        assertThat(api.get("/audit?actor=%00").json().path("total").asInt()).isZero();
    }

    @Test
    void saysHowLongEntriesAreKept(Api api) {
        assertThat(api.get("/audit?limit=1").json().path("retention_days").asInt())
                .isEqualTo(365);
    }

    /** The end is recorded beside the answer. */
    private static JsonNode awaitEnd(Api api, String job) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        JsonNode latest = latest(api, "ingest.end");
        while (latest == null || !latest.path("target").asString().equals(job)) {
            assertThat(System.nanoTime()).as("waited for a minute").isLessThan(end);
            latest = latest(api, "ingest.end");
        }
        return latest;
    }

    private static JsonNode latest(Api api, String action) {
        return api.get("/audit?limit=1&action=" + action).json().path("items").get(0);
    }
}
