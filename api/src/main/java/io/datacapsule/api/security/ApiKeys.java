package io.datacapsule.api.security;

import io.datacapsule.access.Role;
import io.datacapsule.api.config.SecuritySettings;
import io.datacapsule.api.home.Home;
import io.datacapsule.model.InternalFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The keys that were set up outside the server, kept as digests only; they are those of administrators and need no database.
 * Comparing takes the same time whatever is presented.
 */
public final class ApiKeys {

    private record Known(byte[] digest, Caller caller) {}

    private final boolean enabled;
    private final List<Known> keys;

    private ApiKeys(boolean enabled, List<Known> keys) {
        this.enabled = enabled;
        this.keys = List.copyOf(keys);
    }

    /** The keys of the settings, else the one in the home, which is generated if there is none. */
    public static ApiKeys of(SecuritySettings settings, Home home) {
        List<Known> keys = new ArrayList<>();
        for (String key : settings.keys()) {
            keys.add(known(key, "API_KEYS[" + (keys.size() + 1) + "]"));
        }
        if (keys.isEmpty()) {
            keys.add(known(generated(home), "$DAB_HOME/api-key"));
        }
        return new ApiKeys(settings.enabled(), keys);
    }

    /** Whether calls need a key at all. */
    boolean required() {
        return enabled;
    }

    /** Whose key that is, if it is one of these. */
    Optional<Caller> find(String presented) {
        byte[] digest = Digest.of(presented);
        return find(key -> MessageDigest.isEqual(key.digest, digest));
    }

    /** What a session keeps of such a key. People chose it, so its digest alone could be guessed at by who reads the database. */
    static String sealed(String sessionId, String key) {
        return sealed(sessionId, Digest.of(key));
    }

    private static String sealed(String sessionId, byte[] digest) {
        return Digest.hex(sessionId + HexFormat.of().formatHex(digest));
    }

    /** Whose key it is of which a session keeps that, if it is one of these. */
    Optional<Caller> findSealed(String sessionId, String sealed) {
        return find(key -> sealed(sessionId, key.digest).equals(sealed));
    }

    private Optional<Caller> find(Predicate<Known> presented) {
        Optional<Caller> caller = Optional.empty();
        for (Known key : keys) {
            if (presented.test(key)) {
                caller = Optional.of(key.caller);
            }
        }
        return caller;
    }

    private static Known known(String key, String name) {
        return new Known(Digest.of(key), new Caller(name, Role.ADMIN));
    }

    private static String generated(Home home) {
        try {
            if (Files.notExists(home.apiKey())
                    || Files.readString(home.apiKey()).isBlank()) {
                Home.writeOwnerOnly(home.apiKey(), Secrets.fresh() + "\n");
            }
            return Files.readString(home.apiKey()).strip();
        } catch (IOException e) {
            throw new InternalFailureException(
                    "home_unusable", "The key in '" + home.apiKey() + "' cannot be read or written.", e);
        }
    }
}
