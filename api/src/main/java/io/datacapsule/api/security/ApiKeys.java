package io.datacapsule.api.security;

import io.datacapsule.api.config.SecuritySettings;
import io.datacapsule.api.home.Home;
import io.datacapsule.model.InternalFailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** The keys that open the server, kept as digests only. Comparing takes the same time whatever is presented. */
public final class ApiKeys {

    private final boolean enabled;
    private final List<byte[]> digests;

    private ApiKeys(boolean enabled, List<byte[]> digests) {
        this.enabled = enabled;
        this.digests = digests;
    }

    /** The keys of the settings, else the one in the home, which is generated if there is none. */
    public static ApiKeys of(SecuritySettings settings, Home home) {
        List<String> keys = settings.keys().isEmpty() ? List.of(generated(home)) : settings.keys();
        return new ApiKeys(
                settings.enabled(), keys.stream().map(ApiKeys::digest).toList());
    }

    /** Whether calls need a key at all. */
    boolean required() {
        return enabled;
    }

    /** Whether that is one of the keys. */
    boolean accept(String presented) {
        byte[] digest = digest(presented);
        boolean known = false;
        for (byte[] key : digests) {
            known |= MessageDigest.isEqual(key, digest);
        }
        return known;
    }

    private static String generated(Home home) {
        try {
            if (Files.notExists(home.apiKey())
                    || Files.readString(home.apiKey()).isBlank()) {
                byte[] random = new byte[24];
                new SecureRandom().nextBytes(random);
                Home.writeOwnerOnly(
                        home.apiKey(),
                        "dab_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
            }
            return Files.readString(home.apiKey()).strip();
        } catch (IOException e) {
            throw new InternalFailureException(
                    "home_unusable", "The key in '" + home.apiKey() + "' cannot be read or written.", e);
        }
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
