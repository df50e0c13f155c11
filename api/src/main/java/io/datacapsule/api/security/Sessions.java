package io.datacapsule.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The sessions of browsers, in the memory of this server and known by the digest of their id only. They end with their key, after
 * twelve hours, and when the server ends. Safe for use by many threads.
 */
@Component
final class Sessions {

    /** How long a session lasts at most. */
    static final Duration LONGEST = Duration.ofHours(12);

    private static final int MOST = 10_000;

    private final Cache<String, Session> sessions =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();
    private final ApiKeys keys;
    private final StoredKeys stored;

    Sessions(ApiKeys keys, StoredKeys stored) {
        this.keys = keys;
        this.stored = stored;
    }

    /** Begins a session for who presented that key, and keeps it under the id. */
    Session begin(String id, Caller caller, String key) {
        Optional<String> hash = keys.find(key).isPresent() ? Optional.empty() : Optional.of(StoredKeys.hash(key));
        Session session =
                new Session(caller, hash, Secrets.fresh(), Instant.now().plus(LONGEST));
        sessions.put(StoredKeys.hash(id), session);
        return session;
    }

    /** The session with that id, if its key still opens the server. */
    Optional<Session> find(String id) {
        Session session = Secrets.looksLikeOne(id) ? sessions.getIfPresent(StoredKeys.hash(id)) : null;
        if (session == null) {
            return Optional.empty();
        }
        if (session.hash().isEmpty()
                || session.hash().flatMap(stored::findByHash).isPresent()) {
            return Optional.of(session);
        }
        end(id);
        return Optional.empty();
    }

    /** Ends the session with that id, if there is one. */
    void end(String id) {
        sessions.invalidate(StoredKeys.hash(id));
    }
}
