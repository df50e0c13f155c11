package io.datacapsule.api.security;

import io.datacapsule.access.BrowserSession;
import io.datacapsule.access.BrowserSessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The sessions of browsers, in the database and so the same on all servers, known by the digest of their id only. They end with their
 * key and after twelve hours; what another server ended is over here half a minute later. Safe for use by many threads.
 */
final class Sessions {

    /** How long a session lasts at most. */
    static final Duration LONGEST = Duration.ofHours(12);

    private final Supplier<BrowserSessions> sessions;
    private final Remembered<BrowserSession> remembered;
    private final ApiKeys keys;
    private final StoredKeys stored;
    private final Clock clock;

    Sessions(Supplier<BrowserSessions> sessions, ApiKeys keys, StoredKeys stored, Clock clock) {
        this.sessions = sessions;
        this.remembered = new Remembered<>(hash -> sessions.get().find(hash), clock);
        this.keys = keys;
        this.stored = stored;
        this.clock = clock;
    }

    /**
     * Begins a session for who presented that key, and keeps it under the id.
     *
     * @throws io.datacapsule.model.UnavailableException if it cannot be kept now
     */
    Session begin(String id, Caller caller, String key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String keyHash = keys.find(key).isPresent() ? ApiKeys.sealed(id, key) : Digest.hex(key);
        BrowserSession session = new BrowserSession(Digest.hex(id), keyHash, now.plus(LONGEST));
        sessions.get().removeExpired(now);
        sessions.get().add(session);
        return Session.of(id, caller, session.expiresAt());
    }

    /**
     * The session with that id, if its key still opens the server.
     *
     * @throws io.datacapsule.model.UnavailableException if it was not looked up lately and cannot be now
     */
    Optional<Session> find(String id) {
        return Secrets.looksLikeOne(id)
                ? remembered
                        .find(Digest.hex(id))
                        .filter(session -> !session.expired(clock.instant()))
                        .flatMap(session -> keys.findSealed(id, session.keyHash())
                                .or(() -> stored.findByHash(session.keyHash()))
                                .map(caller -> Session.of(id, caller, session.expiresAt())))
                : Optional.empty();
    }

    /** Whether that session and its key were looked up lately. */
    boolean remembers(String id) {
        return Secrets.looksLikeOne(id)
                && remembered
                        .peek(Digest.hex(id))
                        .filter(session -> !session.expired(clock.instant()))
                        .filter(session ->
                                keys.findSealed(id, session.keyHash()).isPresent()
                                        || stored.remembersHash(session.keyHash()))
                        .isPresent();
    }

    /** Ends the session with that id, if there is one. */
    void end(String id) {
        String hash = Digest.hex(id);
        sessions.get().remove(hash);
        remembered.forget(hash);
    }
}
