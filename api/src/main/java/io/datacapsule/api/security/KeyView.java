package io.datacapsule.api.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.datacapsule.access.AccessKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as administrators see it.
 *
 * @param id        its identifier
 * @param name      what the audit trail calls it
 * @param role      reader, editor or admin
 * @param createdAt when it was made
 * @param createdBy name of the key that made it
 * @param expiresAt from when on it opens nothing
 * @param expired   whether that is over
 * @param key       the key itself, only in the answer to its making
 */
record KeyView(
        UUID id,
        String name,
        String role,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        boolean expired,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {

    static KeyView of(AccessKey key, Instant now) {
        return new KeyView(
                key.id(),
                key.name(),
                key.role().word(),
                key.createdAt(),
                key.createdBy(),
                key.expiresAt(),
                key.expired(now),
                null);
    }

    KeyView with(String secret) {
        return new KeyView(id, name, role, createdAt, createdBy, expiresAt, expired, secret);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyView[" + name + ", " + role + "]";
    }
}
