package io.datacapsule.api.cache;

import io.datacapsule.api.config.Settings;
import io.datacapsule.api.config.Version;
import io.datacapsule.api.redis.RedisConnections;
import io.datacapsule.graph.Revision;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps answers that took work, each for its revision of the graph, and counts how often that spared the work. An answer is of the
 * graph alone, never of who asks: callers are let in before it is looked for. Safe for use by many threads.
 */
@Component
public class AnswerCache {

    /** Most bytes of an answer that is kept. */
    static final int LARGEST = 1024 * 1024;

    private static final long MEMORY = 32L * 1024 * 1024;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final boolean enabled;
    private final CacheStore store;
    private final String graph;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    AnswerCache(Settings settings, RedisConnections redis) {
        this.enabled = settings.cache().enabled();
        this.store = !enabled
                ? CacheStore.NONE
                : settings.cache()
                        .redis()
                        .<CacheStore>map(url -> new RedisStore(redis.to(url), LONGEST))
                        .orElseGet(() -> new MemoryStore(MEMORY, LONGEST));
        this.graph = graph(settings);
    }

    /**
     * Which graph answers are of. One that lies in the home of a server is that of this process, since a copy of it can be put back
     * while the server is down; one elsewhere is known by its address, and answers of another version of the program are others.
     */
    private static String graph(Settings settings) {
        String name = settings.stores()
                .neo4jUri()
                .map(uri -> uri.getHost() + ":" + uri.getPort() + "/"
                        + settings.stores().neo4jDatabase().orElse(""))
                .orElseGet(() -> UUID.randomUUID().toString());
        return CacheKey.digest(Version.TEXT + " " + name).substring(0, 12);
    }

    /** The key of a question of that area to that revision of the graph. */
    public CacheKey key(String area, Revision revision, List<? extends @Nullable Object> question) {
        return CacheKey.of(area, graph, revision, question);
    }

    /** What was kept under that key. */
    public Optional<byte[]> find(CacheKey key) {
        if (!enabled) {
            return Optional.empty();
        }
        Optional<byte[]> answer = store.find(key);
        (answer.isPresent() ? hits : misses).increment();
        return answer;
    }

    /** What writes an answer. */
    public interface Writing {
        /** Writes all of it. */
        void to(OutputStream out) throws IOException;
    }

    /** Has an answer written to its reader, and keeps it unless it is too large or could not be written. */
    public void keep(CacheKey key, OutputStream reader, Writing answer) throws IOException {
        if (!enabled) {
            answer.to(reader);
            return;
        }
        AnswerCopy copy = new AnswerCopy(reader, LARGEST);
        answer.to(copy);
        copy.copy().ifPresent(whole -> store.keep(key, whole));
    }

    /** How many answers were found. */
    public long hits() {
        return hits.sum();
    }

    /** How many were looked for and not found. */
    public long misses() {
        return misses.sum();
    }

    /** In a word: {@code none}, {@code memory}, or of a Redis {@code connected} or {@code disconnected}. */
    public String status() {
        return store.status();
    }

    CacheStore store() {
        return store;
    }
}
