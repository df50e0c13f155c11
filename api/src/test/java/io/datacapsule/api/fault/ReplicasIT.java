package io.datacapsule.api.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.api.Api;
import io.datacapsule.api.airflow.MockAirflow;
import io.datacapsule.api.redis.RedisServer;
import io.datacapsule.jdbc.DatabaseUrl;
import io.datacapsule.jdbc.embedded.EmbeddedPostgres;
import io.datacapsule.neo4j.GraphEngine;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers as processes on one Neo4j, one PostgreSQL and one Redis. The first hears of changes through Redis only, so rarely
 * does it look by itself; the second looks as often as it does without being told.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasIT {

    private static final String KEY = "a-key-of-both-servers-0123456789";
    private static final String COUNT = "{\"query\":\"MATCH (c:Capsule) RETURN count(c)\"}";

    @TempDir
    private static Path folder;

    private static GraphEngine neo4j;
    private static EmbeddedPostgres postgres;
    private static RedisServer redis;
    private static ServerProcess first;
    private static ServerProcess second;

    @BeforeAll
    static void start() {
        CompletableFuture<EmbeddedPostgres> starting =
                CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(folder.resolve("postgres")));
        neo4j = GraphEngine.carried().orElseThrow().start(folder.resolve("neo4j"));
        redis = RedisServer.start();
        postgres = starting.join();
        // both at once, on databases without a schema
        CompletableFuture<ServerProcess> other = CompletableFuture.supplyAsync(() -> server("second", Map.of()));
        first = server("first", Map.of("GRAPH_POLL_MILLIS", "60000"));
        second = other.join();
    }

    private static ServerProcess server(String name, Map<String, String> own) {
        DatabaseUrl url = DatabaseUrl.parse(postgres.jdbcUrl());
        Map<String, String> variables = new HashMap<>(Map.of(
                "NEO4J_URI",
                neo4j.connection().uri().toString(),
                "NEO4J_USERNAME",
                neo4j.connection().username(),
                "NEO4J_PASSWORD",
                neo4j.connection().password(),
                "DATABASE_URL",
                "postgresql://" + postgres.user() + ":" + postgres.password() + "@" + url.servers() + "/"
                        + url.database(),
                "REDIS_URL",
                redis.url(),
                "API_KEYS",
                KEY,
                "EGRESS_ALLOW",
                "127.0.0.1",
                "RATE_LIMIT_ENABLED",
                "true",
                "RATE_LIMIT_DEFAULT",
                "1000000/hour",
                "RATE_LIMIT_EXPENSIVE",
                "1000000/hour"));
        variables.putAll(own);
        return ServerProcess.start(folder.resolve(name), folder.resolve(name + ".log"), variables, KEY);
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable part : new AutoCloseable[] {first, second, redis, neo4j, postgres}) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private static Api api(ServerProcess server) {
        return new Api("http://127.0.0.1:" + server.port() + "/api/v1", KEY);
    }

    private static void ingest(ServerProcess server, Path project) {
        Client.Answer answer = server.client().upload(project, Map.of());
        assertThat(answer.status()).as(answer.toString()).isIn(200, 202);
        Client.Answer job = server.client().awaitEnd(answer.text("id"));
        assertThat(job.text("status")).as(job.toString()).isEqualTo("completed");
    }

    private static Path project(String name, int models) {
        return GeneratedProject.write(folder.resolve(name), name, models, 5, 0);
    }

    private static long revision(ServerProcess server) {
        return server.client().get("/health").body().path("revision").asLong();
    }

    private static void awaitRevisionOf(ServerProcess other, ServerProcess server) {
        long wanted = revision(other);
        for (int i = 0; i < 6_000 && revision(server) < wanted; i++) {
            ServerProcess.pause(10);
        }
        assertThat(revision(server)).isGreaterThanOrEqualTo(wanted);
    }

    private static List<String> jobs(ServerProcess server) {
        return server.client()
                .get("/ingest/jobs")
                .body()
                .path("items")
                .valueStream()
                .map(job -> job.path("id").asString() + " " + job.path("status").asString())
                .toList();
    }

    /** The index follows the graph a moment later. */
    private static void awaitFound(ServerProcess server, String urn) {
        String found = "";
        for (int i = 0; i < 300 && !found.contains(urn); i++) {
            found = server.client().get("/search?q=m7&limit=50").body().toString();
        }
        assertThat(found).contains(urn);
    }

    private static void awaitSame() {
        awaitRevisionOf(first, second);
        awaitRevisionOf(second, first);
        assertThat(first.client().graphDigest()).isEqualTo(second.client().graphDigest());
    }

    @Test
    @Order(1)
    void whatOneWritesTheOtherReads() {
        for (int round = 0; round < 3; round++) {
            ServerProcess writer = round % 2 == 0 ? second : first;
            ServerProcess reader = round % 2 == 0 ? first : second;
            ingest(writer, project("round" + round, 20));
            awaitRevisionOf(writer, reader);
            String urn = "urn:dcs:dbt:model:round" + round + ".main:m7";
            assertThat(reader.client().get("/capsules/" + urn).status()).isEqualTo(200);
            awaitFound(reader, urn);
        }
        awaitSame();
        assertThat(jobs(second)).hasSize(3).isEqualTo(jobs(first));
    }

    @Test
    @Order(2)
    void bothMayWriteAtOnce() {
        Path mine = project("mine", 300);
        Path yours = project("yours", 300);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> ingest(first, mine));
        ingest(second, yours);
        other.join();
        awaitSame();
        assertThat(first.client().get("/capsules?limit=1").body().path("total").asInt())
                .isEqualTo(3 * 20 + 2 * 300);
    }

    @Test
    @Order(3)
    void theyShareLimitsAndTheCache() {
        List<Api> both = List.of(api(first), api(second), api(first));
        List<Integer> left = both.stream()
                .map(api -> Integer.valueOf(api.get("/capsules?limit=1").header("RateLimit-Remaining")))
                .toList();
        assertThat(left.get(1)).isLessThan(left.get(0));
        assertThat(left.get(2)).isLessThan(left.get(1));

        String kept = api(first).post("/graph/query", COUNT).text();
        int hits = api(second).get("/cache/stats").json().path("hits").asInt();
        assertThat(api(second).post("/graph/query", COUNT).text())
                .isEqualTo(kept)
                .contains("660");
        assertThat(api(second).get("/cache/stats").json().path("hits").asInt()).isEqualTo(hits + 1);
        assertThat(new Api("http://127.0.0.1:" + second.port(), KEY)
                        .get("/metrics")
                        .text())
                .contains("dab_graph_replica_lag_seconds");
    }

    @Test
    @Order(3)
    void theyShareTheSessionsOfBrowsers() {
        Api.Answer begun = api(first).send("/session", request -> request.POST(HttpRequest.BodyPublishers.noBody()));
        String cookie = begun.header("Set-Cookie").replaceFirst(";.*", "");

        Api.Answer known = api(second).withoutKey().send("/session", request -> request.header("Cookie", cookie));

        assertThat(known.status()).as(known.text()).isEqualTo(200);
        assertThat(known.json()).isEqualTo(begun.json());
    }

    @Test
    @Order(3)
    void aJobIsCancelledWhicheverOfThemIsAsked() {
        CountDownLatch never = new CountDownLatch(1);
        try (MockAirflow airflow = new MockAirflow("v2", "").instead("/dags", 1, exchange -> await(never))) {
            String body = "{\"base_url\": \"" + airflow.url() + "\"}";
            String job =
                    api(first).post("/ingest/airflow", body).json().path("id").asString();

            Api.Answer asked = api(second).post("/ingest/jobs/" + job + "/cancel", "{}");

            assertThat(asked.status()).as(asked.text()).isEqualTo(202);
            assertThat(second.client().awaitEnd(job).text("status")).isEqualTo("cancelled");
        } finally {
            never.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Order(4)
    void theyFollowWithoutRedisToo() {
        redis.kill();
        ingest(first, project("alone", 20));
        awaitRevisionOf(first, second);
        redis.restart();
    }

    @Test
    @Order(5)
    void whatADeadServerLeftIsSettledByTheOther() {
        Path large = project("large", 2_000);
        String before = second.client().graphDigest();
        Client.Answer job = first.client().upload(large, Map.of());
        first.killAlone();

        Client.Answer end = second.client().awaitEnd(job.text("id"));

        assertThat(end.text("status")).as(end.toString()).isIn("interrupted", "completed");
        if (end.text("status").equals("interrupted")) {
            assertThat(second.client().graphDigest()).isEqualTo(before);
            ingest(second, large);
        }
        assertThat(second.client().get("/capsules?limit=1").body().path("total").asInt())
                .isEqualTo(3 * 20 + 2 * 300 + 20 + 2_000);
        assertThat(api(second).post("/graph/query", COUNT).text()).contains("2680");
    }
}
