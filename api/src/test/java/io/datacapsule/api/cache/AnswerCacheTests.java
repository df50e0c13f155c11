package io.datacapsule.api.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.api.config.Settings;
import io.datacapsule.api.redis.RedisConnections;
import io.datacapsule.api.redis.RedisServer;
import io.datacapsule.graph.Revision;
import io.datacapsule.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerCacheTests {

    private static final Revision REVISION = new Revision(7);
    private static final Map<String, String> GRAPH = Map.of("NEO4J_URI", "neo4j://ada:secret@graph:7687");

    private final RedisConnections connections = new RedisConnections(Telemetry.NONE);
    private final RedisConnections others = new RedisConnections(Telemetry.NONE);

    @AfterEach
    void disconnect() {
        connections.close();
        others.close();
    }

    @Test
    void keepsAnswersInMemoryAndCounts() throws IOException {
        AnswerCache cache = cache(Map.of(), connections);

        assertThat(ask(cache, "a", "answer")).isEqualTo("answer");
        assertThat(ask(cache, "a", "another")).isEqualTo("answer");
        assertThat(ask(cache, "b", "another")).isEqualTo("another");

        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.misses()).isEqualTo(2);
        assertThat(cache.store().state()).isEqualTo(new CacheStore.State("memory", true, 2));
    }

    @Test
    void keepsNothingWhenTurnedOff() throws IOException {
        AnswerCache cache = cache(Map.of("CACHE_ENABLED", "false", "REDIS_URL", "redis://nowhere"), connections);

        assertThat(ask(cache, "a", "answer")).isEqualTo("answer");
        assertThat(ask(cache, "a", "another")).isEqualTo("another");
        assertThat(cache.hits() + cache.misses()).isZero();
        assertThat(cache.store().state().kind()).isEqualTo("none");
        assertThat(cache.status()).isEqualTo("none");
    }

    @Test
    void keepsNeitherLargeAnswersNorBrokenOnes() throws IOException {
        AnswerCache cache = cache(Map.of(), connections);
        String large = "x".repeat(AnswerCache.LARGEST + 1);

        assertThat(ask(cache, "a", large)).isEqualTo(large);
        assertThatThrownBy(() -> cache.keep(key(cache, "b"), new ByteArrayOutputStream(), out -> {
                    out.write('x');
                    throw new IOException("gone");
                }))
                .hasMessage("gone");

        assertThat(cache.store().state().answers()).isZero();
        String largest = "x".repeat(AnswerCache.LARGEST);
        assertThat(ask(cache, "a", largest)).isEqualTo(largest);
        assertThat(cache.store().state().answers()).isEqualTo(1);
    }

    @Test
    void sharesAnswersOfOneGraphThroughRedis() throws IOException {
        try (RedisServer redis = RedisServer.start()) {
            AnswerCache first = cache(with(GRAPH, "REDIS_URL", redis.url()), connections);
            AnswerCache second = cache(with(GRAPH, "CACHE_REDIS_URL", redis.url()), others);
            AnswerCache elsewhere = cache(Map.of("NEO4J_URI", "neo4j://other", "CACHE_REDIS_URL", redis.url()), others);
            AnswerCache embedded = cache(Map.of("REDIS_URL", redis.url()), others);

            assertThat(ask(first, "MATCH (secret)", "answer")).isEqualTo("answer");

            assertThat(ask(second, "MATCH (secret)", "another")).isEqualTo("answer");
            assertThat(ask(elsewhere, "MATCH (secret)", "another")).isEqualTo("another");
            assertThat(ask(embedded, "MATCH (secret)", "another")).isEqualTo("another");
            assertThat(second.find(second.key("export", REVISION.next(), List.of("MATCH (secret)"))))
                    .as("another revision")
                    .isEmpty();
            assertThat(first.store().state()).isEqualTo(new CacheStore.State("redis", true, 3));
            assertThat(first.status()).isEqualTo("connected");
            assertThat(redis.cli("KEYS", "dcs:*").lines())
                    .hasSize(3)
                    .allMatch(key -> key.matches("dcs:export:[0-9a-f]{12}:r7:[0-9a-f]{40}"));
            String key = redis.cli("KEYS", "dcs:*").lines().findFirst().orElseThrow();
            assertThat(Integer.parseInt(redis.cli("TTL", key))).isBetween(1, 3_600);

            assertThat(first.store().clear(KeyPattern.ALL)).hasValue(3);
            assertThat(redis.cli("KEYS", "dcs:*")).isEmpty();
            assertThat(ask(second, "MATCH (secret)", "another")).isEqualTo("another");
        }
    }

    @Test
    void goesOnWithoutRedisAndUsesItWhenItIsBack() throws IOException {
        try (RedisServer redis = RedisServer.start()) {
            AnswerCache cache = cache(Map.of("REDIS_URL", redis.url()), connections);
            assertThat(ask(cache, "a", "answer")).isEqualTo("answer");
            redis.kill();

            assertThat(ask(cache, "a", "another")).isEqualTo("another");
            assertThat(cache.store().state()).isEqualTo(new CacheStore.State("redis", false, 0));
            assertThat(cache.status()).isEqualTo("disconnected");
            assertThat(cache.store().clear(KeyPattern.ALL)).isEmpty();

            redis.restart();
            RedisServer.until(() -> cache.store().state().here());
            assertThat(ask(cache, "a", "new")).isEqualTo("new");
            assertThat(ask(cache, "a", "newer")).isEqualTo("new");
        }
    }

    @Test
    void tellsQuestionsApart() {
        AnswerCache cache = cache(Map.of(), connections);

        assertThat(Arrays.asList(
                        cache.key("export", REVISION, Arrays.asList("a", "b")),
                        cache.key("export", REVISION, Arrays.asList("a, b")),
                        cache.key("export", REVISION, Arrays.asList("ab", "")),
                        cache.key("export", REVISION, Arrays.asList("ab", null)),
                        cache.key("export", REVISION, Arrays.asList("ab", "null")),
                        cache.key("export", REVISION, Arrays.asList("1:a", "b")),
                        cache.key("query", REVISION, Arrays.asList("a", "b")),
                        cache.key("export", REVISION.next(), Arrays.asList("a", "b"))))
                .doesNotHaveDuplicates();
        assertThat(cache.key("export", REVISION, Arrays.asList("a", "b")))
                .isEqualTo(cache.key("export", REVISION, Arrays.asList("a", "b")));
    }

    private static String ask(AnswerCache cache, String question, String answer) throws IOException {
        CacheKey key = key(cache, question);
        ByteArrayOutputStream reader = new ByteArrayOutputStream();
        var kept = cache.find(key);
        if (kept.isPresent()) {
            reader.write(kept.get());
        } else {
            cache.keep(key, reader, out -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
        }
        return reader.toString(StandardCharsets.UTF_8);
    }

    private static CacheKey key(AnswerCache cache, String question) {
        return cache.key("export", REVISION, List.of(question));
    }

    private static Map<String, String> with(Map<String, String> variables, String name, String value) {
        Map<String, String> all = new HashMap<>(variables);
        all.put(name, value);
        return all;
    }

    private static AnswerCache cache(Map<String, String> variables, RedisConnections connections) {
        return new AnswerCache(Settings.of(variables, Path.of("/"), Path.of("/")), connections);
    }
}
