package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.access.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that limits calls as it does by default; the other tests lift the limits. */
class RateLimitIT {

    @TempDir
    private static Path home;

    private static Server server;
    private static Api admin;
    private static Api ada;
    private static Api ben;

    @BeforeAll
    static void start() {
        server = RunningServer.start(
                home,
                Map.of("RATE_LIMIT_ENABLED", "true", "RATE_LIMIT_EXPENSIVE", "5/minute", "METRICS_PUBLIC", "true"));
        admin = Api.of(server, home);
        ada = admin.as(Role.READER);
        ben = admin.as(Role.READER);
        // verified now, so that calls without a valid key from here are nothing to them
        ada.get("/graph/export?format=json");
        ben.get("/graph/formats");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void letsAHundredOfAHundredAndTenCallsOfAKeyPass() {
        List<Api.Answer> answers =
                Stream.generate(() -> ada.get("/capsules")).limit(110).toList();

        assertThat(answers.stream().collect(Collectors.groupingBy(Api.Answer::status, Collectors.counting())))
                .isEqualTo(Map.of(200, 100L, 429, 10L));
        Api.Answer first = answers.getFirst();
        assertThat(first.header("RateLimit-Limit")).isEqualTo("100");
        assertThat(first.header("RateLimit-Remaining")).isEqualTo("99");
        assertThat(first.header("RateLimit-Policy")).isEqualTo("100;w=60");
        Api.Answer last = answers.getLast();
        assertThat(last.header("Content-Type")).startsWith("application/problem+json");
        assertThat(last.json().path("code").asString()).isEqualTo("rate_limit_exceeded");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
        assertThat(last.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(last.header("RateLimit-Reset")).isEqualTo(last.header("Retry-After"));
        assertThat(last.header("X-Content-Type-Options")).isEqualTo("nosniff");

        assertThat(metrics(request -> request).text())
                .contains(
                        "dab_http_requests_total{method=\"GET\",route=\"/api/v1/capsules\",status_code=\"429\"} 10.0");

        assertThat(ben.get("/capsules").status()).as("another key").isEqualTo(200);
        assertThat(ada.get("/graph/export?format=mermaid").status())
                .as("another kind")
                .isEqualTo(200);
        assertThat(ada.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void countsWhatIsExpensiveByItself() {
        for (int i = 0; i < 5; i++) {
            assertThat(ben.get("/graph/export?format=mermaid").status()).isEqualTo(200);
        }

        assertThat(ben.post("/graph/query", "{}").status()).isEqualTo(429);
        assertThat(ben.post("/lineage/sql", "{}").status()).isEqualTo(429);
        assertThat(ben.get("/graph/formats").status()).isEqualTo(200);
    }

    private static Api.Answer metrics(UnaryOperator<HttpRequest.Builder> made) {
        return new Api(admin.root().replace("/api/v1", ""), "").send("/metrics", made);
    }

    @Test
    void countsCallsWithoutAValidKeyForTheirAddressAndNeverTheHealthEndpoints() {
        assertThat(metrics(request -> request.header("Via", "1.1 proxy")).status())
                .as("public, and counted")
                .isEqualTo(200);
        List<Integer> wrong = Stream.generate(() -> new Api(admin.root(), "dab_" + "x".repeat(43)))
                .limit(120)
                .map(api -> api.get("/capsules").status())
                .toList();

        assertThat(wrong).contains(401, 429).doesNotContain(200);
        assertThat(admin.withoutKey().get("/capsules").status()).isEqualTo(429);
        assertThat(admin.withoutKey().get("/health/nothing").status()).isEqualTo(429);
        assertThat(admin.get("/capsules").status()).as("a key from there").isEqualTo(200);
        for (int i = 0; i < 150; i++) {
            assertThat(admin.withoutKey().get("/health/live").status()).isEqualTo(200);
            assertThat(metrics(request -> request).status()).isEqualTo(200);
        }
        assertThat(metrics(request -> request.header("Via", "1.1 proxy")).status())
                .isEqualTo(429);
    }
}
