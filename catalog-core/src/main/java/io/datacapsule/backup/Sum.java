package io.datacapsule.backup;

import java.security.DigestException;
import java.security.MessageDigest;

/**
 * A sum of digests of lines, 128 bits, in which their order does not count: databases give rows and edges back in any order. It tells
 * whether lines are the same by chance only; that nobody changed them is told by the checksums of an archive.
 */
record Sum(long high, long low) {

    /** Of no lines. */
    static final Sum NOTHING = new Sum(0, 0);

    private static final int HEX = 16;

    /** This and that. */
    Sum plus(Sum other) {
        return new Sum(high + other.high, low + other.low);
    }

    /** What {@link #toString} wrote. */
    static Sum parse(String text) {
        if (!text.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("a sum is not readable");
        }
        return new Sum(
                Long.parseUnsignedLong(text.substring(0, HEX), HEX), Long.parseUnsignedLong(text.substring(HEX), HEX));
    }

    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }

    /** Computes sums of single lines. Used by one thread. */
    static final class Digests {

        private final MessageDigest sha256 = ArchiveWriter.sha256();
        private final byte[] digest = new byte[sha256.getDigestLength()];

        /** That of a line, without its end. */
        Sum of(byte[] bytes, int offset, int length) {
            sha256.update(bytes, offset, length);
            try {
                sha256.digest(digest, 0, digest.length);
            } catch (DigestException e) {
                throw new IllegalStateException(e);
            }
            return new Sum(number(0), number(Long.BYTES));
        }

        private long number(int from) {
            long number = 0;
            for (int i = from; i < from + Long.BYTES; i++) {
                number = (number << Byte.SIZE) | (digest[i] & 0xff);
            }
            return number;
        }
    }
}
