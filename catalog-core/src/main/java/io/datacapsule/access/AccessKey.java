package io.datacapsule.access;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody was given. The key itself is kept nowhere.
 *
 * @param id        its identifier
 * @param name      what people and the audit trail call it, unique
 * @param role      what it may do
 * @param hash      SHA-256 of the key, hexadecimal; enough, because keys are 256 random bits that nobody can guess
 * @param createdAt when it was made
 * @param createdBy name of the key that made it
 * @param expiresAt from when on it opens nothing any more; null if it does not expire
 */
public record AccessKey(
        UUID id,
        String name,
        Role role,
        String hash,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

    /** Whether a key can have that name: letters, digits and {@code . _ @ -}, at most 100, a letter or digit first. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether it opens nothing any more at that time. */
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "AccessKey[" + name + ", " + role.word() + ", expires " + expiresAt + "]";
    }
}
