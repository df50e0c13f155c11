package io.datacapsule.api.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.datacapsule.graph.Revision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/** Answers in the memory of this server, so many bytes at most; those of earlier revisions go with the first one of a later. */
final class MemoryStore implements CacheStore {

    private static final int KEY_BYTES = 300;

    private final Cache<CacheKey, byte[]> answers;
    private final AtomicReference<Revision> latest = new AtomicReference<>(Revision.NONE);

    /** @param bytes how many the answers may have together */
    MemoryStore(long bytes, Duration longest) {
        this.answers = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .<CacheKey, byte[]>weigher((key, answer) -> KEY_BYTES + answer.length)
                .expireAfterWrite(longest)
                .build();
    }

    @Override
    public Optional<byte[]> find(CacheKey key) {
        return Optional.ofNullable(answers.getIfPresent(key));
    }

    @Override
    public void keep(CacheKey key, byte[] answer) {
        Revision before = latest.getAndAccumulate(key.revision(), (a, b) -> a.compareTo(b) < 0 ? b : a);
        if (before.compareTo(key.revision()) < 0) {
            answers.asMap().keySet().removeIf(other -> other.revision().compareTo(key.revision()) < 0);
        }
        answers.put(key, answer);
    }

    @Override
    public OptionalLong clear(KeyPattern keys) {
        List<CacheKey> matching = answers.asMap().keySet().stream()
                .filter(key -> keys.matches(key.toString()))
                .toList();
        answers.invalidateAll(matching);
        return OptionalLong.of(matching.size());
    }

    @Override
    public State state() {
        answers.cleanUp();
        return new State("memory", true, answers.estimatedSize());
    }

    @Override
    public String status() {
        return "memory";
    }
}
