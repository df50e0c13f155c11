package io.datacapsule.api.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.datacapsule.api.config.RedisUrl;
import io.datacapsule.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RedisTests {

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger logger = (Logger) LoggerFactory.getLogger(Redis.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void answersNothingWhileRedisIsAwayAndComesBackByItself() {
        try (RedisServer server = RedisServer.start();
                RedisConnections connections = new RedisConnections(Telemetry.NONE)) {
            Redis redis = connections.to(server.parsedUrl());
            assertThat(store(redis)).isTrue();
            assertThat(server.cli("GET", "a")).isEqualTo("b");

            server.kill();
            for (int i = 0; i < 1_000; i++) {
                assertThat(store(redis)).isFalse();
            }
            server.restart();
            RedisServer.until(redis::isHere);

            assertThat(store(redis)).isTrue();
            assertThat(told())
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith("WARN")
                                    .contains(server.url())
                                    .contains("away"),
                            second -> assertThat(second)
                                    .startsWith("INFO")
                                    .contains(server.url())
                                    .contains("back"));
        }
    }

    @Test
    void looksForARedisThatIsAwayAtTheStart() {
        RedisServer server = RedisServer.start();
        server.kill();
        try (server;
                RedisConnections connections = new RedisConnections(Telemetry.NONE)) {
            Redis redis = connections.to(server.parsedUrl());
            assertThat(store(redis)).isFalse();

            server.restart();
            RedisServer.until(redis::isHere);

            assertThat(store(redis)).isTrue();
        }
    }

    @Test
    void tellsNoPassword() {
        try (RedisServer server = RedisServer.start("--requirepass", "right");
                RedisConnections connections = new RedisConnections(Telemetry.NONE)) {
            RedisUrl url = server.parsedUrl();
            RedisUrl wrong = new RedisUrl(false, url.host(), url.port(), "", "canary-secret", 0);

            assertThat(store(connections.to(wrong))).isFalse();
            assertThat(store(connections.to(new RedisUrl(false, url.host(), url.port(), "", "right", 0))))
                    .isTrue();

            assertThat(told()).hasSize(1).noneMatch(line -> line.contains("canary"));
            assertThat(wrong.toString()).doesNotContain("canary");
        }
    }

    @Test
    void goesOnWithoutARedisThatTakesNoWrites() {
        try (RedisServer server = RedisServer.start();
                RedisConnections connections = new RedisConnections(Telemetry.NONE)) {
            Redis redis = connections.to(server.parsedUrl());
            assertThat(store(redis)).isTrue();

            server.cli("CONFIG", "SET", "maxmemory", "1");

            assertThat(store(redis)).isFalse();
            server.cli("CONFIG", "SET", "maxmemory", "0");
            RedisServer.until(redis::isHere);
            assertThat(store(redis)).isTrue();
        }
    }

    @Test
    void hasOneConnectionForEachUrl() {
        try (RedisServer server = RedisServer.start();
                RedisConnections connections = new RedisConnections(Telemetry.NONE)) {
            RedisUrl url = server.parsedUrl();

            assertThat(connections.to(url)).isSameAs(connections.to(server.parsedUrl()));
            assertThat(connections.to(url))
                    .isNotSameAs(connections.to(new RedisUrl(false, url.host(), url.port(), "", "", 1)));
        }
    }

    private static boolean store(Redis redis) {
        return redis.ask("test", client -> {
                    client.<byte[]>getBucket("a").set(new byte[] {'b'}, Duration.ofMinutes(1));
                    return true;
                })
                .isPresent();
    }

    private List<String> told() {
        return log.list.stream()
                .filter(event -> event.getLoggerName().startsWith("io.datacapsule"))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }
}
