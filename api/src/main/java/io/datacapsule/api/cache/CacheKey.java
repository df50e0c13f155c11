package io.datacapsule.api.cache;

import io.datacapsule.graph.Revision;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is kept under: the graph, its revision and a digest of the question, so that an answer is never that of another
 * revision and a key tells nothing of what was asked. It has no space and no character that a shell or Redis understands.
 *
 * @param area     what was asked for: {@code export} or {@code query}
 * @param graph    which graph, as {@link AnswerCache} names it
 * @param revision the revision that the answer was read at
 * @param question digest of the question
 */
public record CacheKey(String area, String graph, Revision revision, String question) {

    private static final int DIGITS = 40;

    /** The key of a question; null parts are told from empty ones, and no two lists of parts have the same digest. */
    static CacheKey of(String area, String graph, Revision revision, List<? extends @Nullable Object> question) {
        StringBuilder text = new StringBuilder();
        for (Object part : question) {
            String word = part == null ? "null" : "=" + part;
            text.append(word.length()).append(':').append(word);
        }
        return new CacheKey(area, graph, revision, digest(text.toString()));
    }

    /** The start of the digest of a text, in hexadecimal digits. */
    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return KeyPattern.PREFIX + area + ":" + graph + ":r" + revision + ":" + question;
    }
}
