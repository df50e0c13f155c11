package io.datacapsule.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.access.AccessKey;
import io.datacapsule.access.AccessKeys;
import io.datacapsule.access.Role;
import io.datacapsule.model.Page;
import io.datacapsule.model.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredKeysTests {

    private final Store store = new Store();
    private final Now now = new Now();
    private final StoredKeys keys = new StoredKeys(() -> store, now);

    @Test
    void knowsWhoseKeyItIs() {
        String key = store.has("ci", Role.EDITOR, null);

        assertThat(keys.find(key)).contains(new Caller("ci", Role.EDITOR));
        assertThat(keys.find(Secrets.fresh())).isEmpty();
    }

    @Test
    void doesNotAskTheDatabaseAboutWhatCannotBeAKey() {
        store.away = true;

        assertThat(keys.find("wrong")).isEmpty();
        assertThat(keys.find("dab_short")).isEmpty();
        assertThat(store.asked).isZero();
    }

    @Test
    void asksAgainOnlyAfterAWhile() {
        String key = store.has("ci", Role.READER, null);

        keys.find(key);
        keys.find(key);
        assertThat(store.asked).isEqualTo(1);
        now.passes(StoredKeys.FRESH);
        keys.find(key);
        assertThat(store.asked).isEqualTo(2);
    }

    @Test
    void opensNothingAnyMoreOnceItExpired() {
        String key = store.has("ci", Role.READER, now.instant().plusSeconds(5));
        assertThat(keys.find(key)).isPresent();

        now.passes(Duration.ofSeconds(5));

        assertThat(keys.find(key)).isEmpty();
    }

    @Test
    void opensNothingAnyMoreOnceItWasTakenAway() {
        String here = store.has("here", Role.READER, null);
        String elsewhere = store.has("elsewhere", Role.READER, null);
        keys.find(here);
        keys.find(elsewhere);

        store.remove("here").ifPresent(keys::forget);
        store.remove("elsewhere");

        assertThat(keys.find(here)).isEmpty();
        now.passes(StoredKeys.FRESH);
        assertThat(keys.find(elsewhere)).isEmpty();
    }

    @Test
    void goesOnForABoundedTimeWhileTheDatabaseIsAway() {
        String verified = store.has("ci", Role.EDITOR, null);
        String unknown = store.has("other", Role.EDITOR, null);
        keys.find(verified);
        store.away = true;

        now.passes(Duration.ofMinutes(5));
        assertThat(keys.find(verified)).contains(new Caller("ci", Role.EDITOR));
        assertThat(keys.find(verified)).isPresent();
        assertThat(store.asked).as("waits for nobody in between").isEqualTo(2);
        assertThatThrownBy(() -> keys.find(unknown)).isInstanceOf(UnavailableException.class);
        now.passes(Duration.ofMinutes(11));
        assertThatThrownBy(() -> keys.find(verified)).isInstanceOf(UnavailableException.class);

        store.away = false;
        assertThat(keys.find(verified)).isPresent();
    }

    private static final class Store implements AccessKeys {

        private final Map<String, AccessKey> byHash = new HashMap<>();
        private boolean away;
        private int asked;

        String has(String name, Role role, @Nullable Instant expiresAt) {
            String secret = Secrets.fresh();
            add(new AccessKey(
                    UUID.randomUUID(), name, role, StoredKeys.hash(secret), Instant.EPOCH, "admin", expiresAt));
            return secret;
        }

        @Override
        public boolean add(AccessKey key) {
            return byHash.put(key.hash(), key) == null;
        }

        @Override
        public Optional<AccessKey> findByHash(String hash) {
            asked++;
            if (away) {
                throw new UnavailableException("database_unavailable", "away");
            }
            return Optional.ofNullable(byHash.get(hash));
        }

        @Override
        public Page<AccessKey> list(int limit, int offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<AccessKey> remove(String nameOrId) {
            Optional<AccessKey> found = byHash.values().stream()
                    .filter(key -> key.name().equals(nameOrId))
                    .findFirst();
            found.ifPresent(key -> byHash.remove(key.hash()));
            return found;
        }
    }

    private static final class Now extends Clock {

        private Instant instant = Instant.parse("2026-11-24T12:00:00Z");

        void passes(Duration time) {
            instant = instant.plus(time);
        }

        @Override
        public Instant instant() {
            return instant;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
