package io.datacapsule.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.model.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link AccessKeys} promises. Each adapter runs it through an empty subclass. */
public abstract class AccessKeysContract {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");

    /** The keys under test, without any at the beginning of each test. */
    protected abstract AccessKeys keys();

    @ParameterizedTest
    @EnumSource(Role.class)
    void findsAKeyByItsHashAsItWasAdded(Role role) {
        AccessKey expires = key(1, "ci", role, NOON.plusSeconds(60));
        AccessKey lasts = key(2, "people@example.org", role, null);

        assertThat(keys().add(expires)).isTrue();
        assertThat(keys().add(lasts)).isTrue();

        assertThat(keys().findByHash(expires.hash())).contains(expires);
        assertThat(keys().findByHash(lasts.hash())).contains(lasts);
        assertThat(keys().findByHash(hash(3))).isEmpty();
    }

    @Test
    void keepsTheFirstOfAName() {
        AccessKey first = key(1, "ci", Role.READER, null);
        keys().add(first);

        assertThat(keys().add(key(2, "ci", Role.ADMIN, null))).isFalse();

        assertThat(keys().list(10, 0).items()).containsExactly(first);
        assertThat(keys().findByHash(hash(2))).isEmpty();
    }

    @Test
    void keepsOneOfManyThatWantANameAtOnce() throws Exception {
        List<Callable<Boolean>> callers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            AccessKey key = key(i, "ci", Role.READER, null);
            callers.add(() -> keys().add(key));
        }

        int kept = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> caller : threads.invokeAll(callers)) {
                kept += caller.get() ? 1 : 0;
            }
        }

        assertThat(kept).isEqualTo(1);
        assertThat(keys().list(10, 0).total()).isEqualTo(1);
    }

    @Test
    void listsByNameInSlices() {
        AccessKey b = key(1, "b", Role.READER, null);
        AccessKey capital = key(2, "B", Role.READER, null);
        AccessKey a = key(3, "a-1", Role.READER, null);
        for (AccessKey key : List.of(b, capital, a)) {
            keys().add(key);
        }

        assertThat(keys().list(10, 0)).isEqualTo(new Page<>(List.of(capital, a, b), 3, 10, 0));
        assertThat(keys().list(1, 1)).isEqualTo(new Page<>(List.of(a), 3, 1, 1));
        assertThat(keys().list(1, 5)).isEqualTo(new Page<>(List.of(), 3, 1, 5));
    }

    @Test
    void removesByNameOrById() {
        AccessKey named = key(1, "ci", Role.READER, null);
        AccessKey other = key(2, "other", Role.READER, null);
        keys().add(named);
        keys().add(other);

        assertThat(keys().remove("ci")).contains(named);
        assertThat(keys().remove("ci")).isEmpty();
        assertThat(keys().findByHash(named.hash())).isEmpty();
        assertThat(keys().remove(other.id().toString())).contains(other);
        assertThat(keys().list(10, 0).total()).isZero();
    }

    @Test
    void removesTheKeyThatIsNamedLikeTheIdOfAnother() {
        AccessKey other = key(1, "other", Role.READER, null);
        AccessKey named = key(2, other.id().toString(), Role.READER, null);
        keys().add(other);
        keys().add(named);

        assertThat(keys().remove(other.id().toString())).contains(named);

        assertThat(keys().list(10, 0).items()).containsExactly(other);
    }

    @Test
    void aNameThatWasRemovedCanBeTakenAgain() {
        keys().add(key(1, "ci", Role.READER, null));
        keys().remove("ci");

        assertThat(keys().add(key(2, "ci", Role.EDITOR, null))).isTrue();
    }

    private static AccessKey key(int number, String name, Role role, @Nullable Instant expiresAt) {
        return new AccessKey(
                new UUID(0x4000L, 0x8000_0000_0000_0000L + number), name, role, hash(number), NOON, "admin", expiresAt);
    }

    private static String hash(int number) {
        return "%064x".formatted(number);
    }
}
