package io.datacapsule.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.datacapsule.model.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was found in the database by a hash: known without asking again for half a minute, and for a quarter of an hour while the
 * database is away. Safe for use by many threads.
 *
 * @param <V> what is found
 */
final class Remembered<V> {

    /** How long it is not looked up again; what another server did to it is seen after that. */
    static final Duration FRESH = Duration.ofSeconds(30);

    /** How long it is known when it cannot be looked up. */
    static final Duration TRUSTED = Duration.ofMinutes(15);

    /** How long nobody asks again after a failure, or while somebody does: asking may take seconds then. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST = 10_000;

    private record Known<V>(V value, Instant at, Instant askAgain) {}

    private final Cache<String, Known<V>> remembered =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Function<String, Optional<V>> database;
    private final Clock clock;

    /** What that database knows by hashes. */
    Remembered(Function<String, Optional<V>> database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What has that hash.
     *
     * @throws UnavailableException if it was not looked up lately and cannot be now
     */
    Optional<V> find(String hash) {
        Known<V> known = remembered.getIfPresent(hash);
        Instant now = clock.instant();
        if (known == null) {
            return lookedUp(hash, now);
        }
        if (now.isBefore(known.askAgain)) {
            return Optional.of(known.value);
        }
        remembered.put(hash, new Known<>(known.value, known.at, now.plus(PATIENCE)));
        try {
            return lookedUp(hash, now);
        } catch (UnavailableException e) {
            if (now.isBefore(known.at.plus(TRUSTED))) {
                return Optional.of(known.value);
            }
            remembered.invalidate(hash);
            throw e;
        }
    }

    /** What has that hash, if that is known without asking. */
    Optional<V> peek(String hash) {
        return Optional.ofNullable(remembered.getIfPresent(hash)).map(Known::value);
    }

    /** It is no longer what it was. */
    void forget(String hash) {
        remembered.invalidate(hash);
    }

    /** All of them may be others now. */
    void forgetAll() {
        remembered.invalidateAll();
    }

    private Optional<V> lookedUp(String hash, Instant now) {
        Optional<V> found = database.apply(hash);
        if (found.isPresent()) {
            remembered.put(hash, new Known<>(found.get(), now, now.plus(FRESH)));
        } else {
            remembered.invalidate(hash);
        }
        return found;
    }
}
