package io.datacapsule.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.datacapsule.access.AccessKey;
import io.datacapsule.access.AccessKeys;
import io.datacapsule.model.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys that were handed out, remembered for a while once they were verified: half a minute without asking again, a quarter of
 * an hour while the database is away. A key is looked up by its digest, so the time that takes tells nothing about other keys.
 */
public final class StoredKeys {

    /** How long a verified key is not looked up again; another server's revocation is seen after that. */
    static final Duration FRESH = Duration.ofSeconds(30);

    /** How long it opens the server when it cannot be looked up. */
    static final Duration TRUSTED = Duration.ofMinutes(15);

    /** How long nobody asks again after a failure, or while somebody does: asking may take seconds then. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int REMEMBERED = 1_000;

    private record Verified(AccessKey key, Instant at, Instant askAgain) {}

    private final Cache<String, Verified> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Supplier<AccessKeys> keys;
    private final Clock clock;

    StoredKeys(Supplier<AccessKeys> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Whose key that is, if there is such a key and it has not expired.
     *
     * @throws UnavailableException if it was not verified lately and cannot be looked up now
     */
    Optional<Caller> find(String presented) {
        return Secrets.looksLikeOne(presented) ? findByHash(hash(presented)) : Optional.empty();
    }

    /** The same for who presented the key before. */
    Optional<Caller> findByHash(String hash) {
        Verified known = remembered.getIfPresent(hash);
        Instant now = clock.instant();
        if (known == null) {
            return lookedUp(hash, now);
        }
        if (now.isBefore(known.askAgain)) {
            return caller(known.key, now);
        }
        remembered.put(hash, new Verified(known.key, known.at, now.plus(PATIENCE)));
        try {
            return lookedUp(hash, now);
        } catch (UnavailableException e) {
            if (now.isBefore(known.at.plus(TRUSTED))) {
                return caller(known.key, now);
            }
            remembered.invalidate(hash);
            throw e;
        }
    }

    /** Whether that key was verified lately. */
    boolean remembers(String presented) {
        Verified known = Secrets.looksLikeOne(presented) ? remembered.getIfPresent(hash(presented)) : null;
        return known != null && !known.key.expired(clock.instant());
    }

    /** All of them may be others now. */
    public void forgetAll() {
        remembered.invalidateAll();
    }

    /** The key was taken away. */
    void forget(AccessKey key) {
        remembered.invalidate(key.hash());
    }

    /** What is kept of a key. */
    static String hash(String key) {
        return HexFormat.of().formatHex(Digest.of(key));
    }

    private Optional<Caller> lookedUp(String hash, Instant now) {
        Optional<AccessKey> found = keys.get().findByHash(hash);
        if (found.isPresent()) {
            remembered.put(hash, new Verified(found.get(), now, now.plus(FRESH)));
        } else {
            remembered.invalidate(hash);
        }
        return found.flatMap(key -> caller(key, now));
    }

    private static Optional<Caller> caller(AccessKey key, Instant now) {
        return key.expired(now) ? Optional.empty() : Optional.of(new Caller(key.name(), key.role()));
    }
}
