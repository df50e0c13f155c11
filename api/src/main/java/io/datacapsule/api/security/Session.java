package io.datacapsule.api.security;

import java.time.Instant;
import java.util.Optional;

/**
 * A browser that presented a key once.
 *
 * @param caller    whose key that was
 * @param hash      of the key, if it was handed out and so can be taken away
 * @param csrfToken what a page of ours knows and one of another site does not
 * @param expiresAt when the key has to be presented again
 */
record Session(Caller caller, Optional<String> hash, String csrfToken, Instant expiresAt) {

    /** Without the token. */
    @Override
    public String toString() {
        return "Session[" + caller.name() + "]";
    }
}
