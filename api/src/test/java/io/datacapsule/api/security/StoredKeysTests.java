package io.datacapsule.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.access.Role;
import io.datacapsule.model.UnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoredKeysTests {

    private final KeysInMemory store = new KeysInMemory();
    private final TestClock now = new TestClock();
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
        now.passes(Remembered.FRESH);
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
        now.passes(Remembered.FRESH);
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
}
