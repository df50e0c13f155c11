package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.api.redis.RedisServer;
import io.datacapsule.api.tracing.Collector;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that sends its spans to a collector, and what the collector was sent. */
class TracingIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @TempDir
    private static Path home;

    private static Collector collector;
    private static RedisServer redis;
    private static Server server;
    private static Api api;

    @BeforeAll
    static void start() {
        collector = Collector.start();
        redis = RedisServer.start();
        server = RunningServer.start(
                home,
                Map.of(
                        "TRACING_ENABLED",
                        "true",
                        "TRACING_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + collector.port() + "/v1/traces",
                        "REDIS_URL",
                        redis.url()));
        api = Api.of(server, home);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (redis != null) {
            redis.close();
        }
        collector.close();
    }

    private static Api.Answer traced(String path, String traceparent) {
        return api.send(path, request -> request.header("traceparent", traceparent));
    }

    private static List<Span> below(Span span) {
        return collector.spans().stream()
                .filter(other -> other.getParentSpanId().equals(span.getSpanId()))
                .toList();
    }

    private static Span child(Span parent, String name) throws InterruptedException {
        return collector.await(
                span -> span.getName().equals(name) && span.getParentSpanId().equals(parent.getSpanId()));
    }

    /** The span of the request that was answered so. */
    private static Span server(Api.Answer answer) throws InterruptedException {
        String id = answer.header("traceresponse").split("-", -1)[2];
        return collector.await(span -> Collector.hex(span.getSpanId()).equals(id));
    }

    @Test
    void followsAnIngestionFromItsRequestToTheDatabases() throws Exception {
        Api.Answer answer = api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());
        Span request = server(answer);
        Span job = child(request, "ingestion job");
        Span reading = child(job, "ingestion reading");
        Span writing = child(job, "ingestion writing");

        assertThat(request.getName()).isEqualTo("POST /api/v1/ingest/dbt/upload");
        assertThat(job.getTraceId()).isEqualTo(request.getTraceId());
        child(reading, "ingestion deriving");
        child(writing, "ingestion comparing");
        assertThat(child(writing, "neo4j commit_large").getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        child(job, "postgresql write");
    }

    @Test
    void continuesTheTraceOfTheCaller() throws Exception {
        Api.Answer answer = traced("/keys", "00-" + TRACE + "-" + PARENT + "-01");
        Span request = server(answer);

        assertThat(answer.header("traceresponse")).matches("00-" + TRACE + "-[0-9a-f]{16}-01");
        assertThat(Collector.hex(request.getTraceId())).isEqualTo(TRACE);
        assertThat(Collector.hex(request.getParentSpanId())).isEqualTo(PARENT);
        assertThat(request.getName()).isEqualTo("GET /api/v1/keys");
        assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(below(request)).extracting(Span::getName).contains("postgresql read");
        assertThat(collector.resources().getFirst().getResource().getAttributesList())
                .anySatisfy(known -> {
                    assertThat(known.getKey()).isEqualTo("service.name");
                    assertThat(known.getValue().getStringValue()).isEqualTo("dab");
                });
    }

    @Test
    void beginsATraceOfItsOwnIfThatOfTheCallerIsNotWellFormed() throws Exception {
        for (String wrong : List.of("00-" + "0".repeat(32) + "-" + PARENT + "-01", "ff-" + TRACE + "-1-01", "canary")) {
            Span request = server(traced("/capsules", wrong));

            assertThat(request.getParentSpanId().isEmpty()).isTrue();
            assertThat(Collector.hex(request.getTraceId())).isNotEqualTo(TRACE);
        }
    }

    @Test
    void sendsNeitherQueriesNorKeysNorNamesNorProbes() throws Exception {
        api.get("/health");
        traced("/search?q=canary", "00-" + "a".repeat(32) + "-" + PARENT + "-00");
        api.send("/capsules/urn:dcs:canary:1:2:3?layer=canary", request -> request.header("tracestate", "a=canary"));
        Api.Answer refused = api.post("/graph/query", "{\"query\":\"MATCH (canary\"}");
        Span failed = child(server(refused), "neo4j query");
        Span search = server(api.get("/search?q=canary"));

        assertThat(failed.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(below(server(refused))).extracting(Span::getName).contains("redis cache");
        assertThat(search.getName()).isEqualTo("GET /api/v1/search");
        assertThat(collector.bytes())
                .doesNotContain("canary", api.key(), "urn:dcs", "MATCH", "/health", "a".repeat(32));
        assertThat(collector.spans())
                .noneMatch(span -> Collector.hex(span.getTraceId()).equals("a".repeat(32)));
    }
}
