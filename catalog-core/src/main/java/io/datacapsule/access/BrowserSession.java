package io.datacapsule.access;

import java.time.Instant;

/**
 * A browser that presented a key once. Neither its id nor the key is kept.
 *
 * @param idHash    SHA-256 of the session's id, hexadecimal
 * @param keyHash   SHA-256 of the key that was presented, hexadecimal; of a key that people chose: of it and the id together
 * @param expiresAt when the key has to be presented again
 */
public record BrowserSession(String idHash, String keyHash, Instant expiresAt) {

    /** Whether it is over at that time. */
    public boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
