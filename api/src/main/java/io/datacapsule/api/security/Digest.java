package io.datacapsule.api.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of keys: what is kept instead of them. */
final class Digest {

    private Digest() {}

    /** The same in hexadecimal digits. */
    static String hex(String key) {
        return HexFormat.of().formatHex(of(key));
    }

    static byte[] of(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
