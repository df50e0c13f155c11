package io.datacapsule.api.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Makes keys: 256 random bits after a prefix by which scanners for leaked secrets can know them. */
final class Secrets {

    private static final Pattern FORM = Pattern.compile("dab_[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String fresh() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return "dab_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether that could be one: what is not need not be looked up. */
    static boolean looksLikeOne(String presented) {
        return FORM.matcher(presented).matches();
    }
}
