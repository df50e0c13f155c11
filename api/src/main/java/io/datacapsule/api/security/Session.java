package io.datacapsule.api.security;

import java.time.Instant;

/**
 * A browser that presented a key once.
 *
 * @param caller    whose key that was
 * @param csrfToken what a page of ours knows and one of another site does not
 * @param expiresAt when the key has to be presented again
 */
record Session(Caller caller, String csrfToken, Instant expiresAt) {

    /** The session with that id. Its token follows from the id, which nobody but the browser has, so that it need not be kept. */
    static Session of(String id, Caller caller, Instant expiresAt) {
        return new Session(caller, Digest.hex("csrf token of " + id), expiresAt);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Session[" + caller.name() + "]";
    }
}
