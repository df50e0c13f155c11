package io.datacapsule.api.security;

import io.datacapsule.access.AccessKey;
import io.datacapsule.access.AccessKeys;
import io.datacapsule.model.UnavailableException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys that were handed out, remembered for a while once they were verified. A key is looked up by its digest, so the time that
 * takes tells nothing about other keys.
 */
public final class StoredKeys {

    private final Remembered<AccessKey> remembered;
    private final Clock clock;

    StoredKeys(Supplier<AccessKeys> keys, Clock clock) {
        this.remembered = new Remembered<>(hash -> keys.get().findByHash(hash), clock);
        this.clock = clock;
    }

    /**
     * Whose key that is, if there is such a key and it has not expired.
     *
     * @throws UnavailableException if it was not verified lately and cannot be looked up now
     */
    Optional<Caller> find(String presented) {
        return Secrets.looksLikeOne(presented) ? findByHash(Digest.hex(presented)) : Optional.empty();
    }

    /** The same for who presented the key before. */
    Optional<Caller> findByHash(String hash) {
        return remembered.find(hash).filter(this::valid).map(key -> new Caller(key.name(), key.role()));
    }

    /** Whether that key was verified lately. */
    boolean remembers(String presented) {
        return Secrets.looksLikeOne(presented) && remembersHash(Digest.hex(presented));
    }

    /** The same for who presented the key before. */
    boolean remembersHash(String hash) {
        return remembered.peek(hash).filter(this::valid).isPresent();
    }

    /** All of them may be others now. */
    public void forgetAll() {
        remembered.forgetAll();
    }

    /** The key was taken away. */
    void forget(AccessKey key) {
        remembered.forget(key.hash());
    }

    private boolean valid(AccessKey key) {
        return !key.expired(clock.instant());
    }
}
