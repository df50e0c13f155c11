package io.datacapsule.api.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.Revision;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryStoreTests {

    private static final byte[] ANSWER = new byte[1_000];

    private final CacheStore store = new MemoryStore(100_000, Duration.ofHours(1));

    @Test
    void keepsNoMoreThanItsBytes() {
        for (int i = 0; i < 1_000; i++) {
            store.keep(key(1, i), ANSWER);
        }

        assertThat(store.state().answers()).isBetween(10L, 100L);
    }

    @Test
    void forgetsAnswersOfEarlierRevisions() {
        store.keep(key(1, "a"), ANSWER);
        store.keep(key(1, "b"), ANSWER);

        store.keep(key(2, "a"), ANSWER);

        assertThat(store.find(key(1, "a"))).isEmpty();
        assertThat(store.find(key(2, "a"))).contains(ANSWER);
        assertThat(store.state().answers()).isEqualTo(1);
    }

    @Test
    void forgetsWhatItIsToldTo() {
        store.keep(key(1, "a"), ANSWER);
        store.keep(CacheKey.of("query", "g", new Revision(1), List.of("a")), ANSWER);

        assertThat(store.clear(KeyPattern.of("dcs:query:*"))).hasValue(1);
        assertThat(store.find(key(1, "a"))).isPresent();
        assertThat(store.clear(KeyPattern.ALL)).hasValue(1);
        assertThat(store.state().answers()).isZero();
    }

    private static CacheKey key(long revision, Object question) {
        return CacheKey.of("export", "g", new Revision(revision), List.of(question));
    }
}
