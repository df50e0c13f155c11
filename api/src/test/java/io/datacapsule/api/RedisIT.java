package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.api.redis.RedisServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that share a Redis. */
class RedisIT {

    private static final String KEY = "a-key-of-both-servers-0123456789";

    @TempDir
    private static Path folder;

    private static RedisServer redis;
    private static Server first;
    private static Server second;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        first = server("first");
        second = server("second");
    }

    private static Server server(String home) {
        return RunningServer.start(
                folder.resolve(home), Map.of("RATE_LIMIT_ENABLED", "true", "REDIS_URL", redis.url(), "API_KEYS", KEY));
    }

    @AfterAll
    static void stop() {
        for (Server server : new Server[] {first, second}) {
            if (server != null) {
                server.close();
            }
        }
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void limitCallsTogetherAndEachByItselfWhileRedisIsAway() {
        Api one = api(first);
        Api other = api(second);

        List<Integer> answers = IntStream.range(0, 110)
                .mapToObj(i -> (i % 2 == 0 ? one : other).get("/capsules").status())
                .toList();

        assertThat(answers.stream().collect(Collectors.groupingBy(status -> status, Collectors.counting())))
                .isEqualTo(Map.of(200, 100L, 429, 10L));
        assertThat(answers.subList(0, 100)).containsOnly(200);
        assertThat(redis.cli("KEYS", "*")).contains("dab:limit:").doesNotContain(KEY);

        redis.kill();
        assertThat(one.get("/capsules").status()).isEqualTo(200);
        assertThat(other.get("/capsules").status()).isEqualTo(200);
        assertThat(other.get("/capsules").header("RateLimit-Remaining")).isEqualTo("98");

        redis.restart();
        RedisServer.until(() -> {
            one.get("/capsules");
            other.get("/capsules");
            return redis.cli("KEYS", "*").contains("dab:limit:");
        });
        assertThat(one.get("/health/ready").status()).isEqualTo(200);
    }

    private static Api api(Server server) {
        return new Api(server.url() + "/api/v1", KEY);
    }
}
