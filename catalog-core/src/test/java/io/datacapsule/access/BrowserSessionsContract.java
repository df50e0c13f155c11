package io.datacapsule.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link BrowserSessions} promises. Each adapter runs it through an empty subclass. */
public abstract class BrowserSessionsContract {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.123456Z");

    /** The sessions under test, without any at the beginning of each test. */
    protected abstract BrowserSessions sessions();

    @Test
    void findsASessionAsItWasAdded() {
        BrowserSession first = session(1, NOON);
        BrowserSession second = session(2, NOON.plusSeconds(60));
        sessions().add(first);
        sessions().add(second);

        assertThat(sessions().find(first.idHash())).contains(first);
        assertThat(sessions().find(second.idHash())).contains(second);
        assertThat(sessions().find(hash(3))).isEmpty();
    }

    @Test
    void endsOneSessionAndLeavesTheOthersOfItsKey() {
        sessions().add(session(1, NOON));
        sessions().add(session(2, NOON));

        sessions().remove(hash(1));
        sessions().remove(hash(1));

        assertThat(sessions().find(hash(1))).isEmpty();
        assertThat(sessions().find(hash(2))).isPresent();
    }

    @Test
    void forgetsThoseThatAreOver() {
        BrowserSession lasts = session(3, NOON.plusNanos(1_000));
        sessions().add(session(1, NOON));
        sessions().add(session(2, NOON.minusSeconds(1)));
        sessions().add(lasts);

        assertThat(sessions().removeExpired(NOON)).isEqualTo(2);
        assertThat(sessions().removeExpired(NOON)).isZero();

        assertThat(sessions().find(hash(1))).isEmpty();
        assertThat(sessions().find(lasts.idHash())).contains(lasts);
        assertThat(lasts.expired(NOON)).isFalse();
        assertThat(lasts.expired(lasts.expiresAt())).isTrue();
    }

    private static BrowserSession session(int number, Instant expiresAt) {
        return new BrowserSession(hash(number), hash(4_711), expiresAt);
    }

    private static String hash(int number) {
        return "%064x".formatted(number);
    }
}
