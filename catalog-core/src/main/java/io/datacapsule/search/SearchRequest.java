package io.datacapsule.search;

import io.datacapsule.model.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * What to look for.
 *
 * @param text        words in any case, whole, begun or misspelt; taken literally, there is no query syntax
 * @param capsuleType only capsules of that type
 * @param layer       only capsules of that layer
 * @param domain      only capsules of that domain
 * @param limit       how many hits to answer, 1 to 100
 * @param offset      how many hits to pass over, at most 10,000
 */
public record SearchRequest(
        String text,
        @Nullable String capsuleType,
        @Nullable String layer,
        @Nullable String domain,
        int limit,
        int offset) {

    /** The most hits that one answer holds. */
    public static final int MAX_LIMIT = 100;

    /** The farthest that an answer can start. */
    public static final int MAX_OFFSET = 10_000;

    /** Refuses what is out of bounds, naming the parameter. */
    public SearchRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException(
                    "invalid_parameter", "limit is " + limit + "; it takes 1 to " + MAX_LIMIT + ".");
        }
        if (offset < 0 || offset > MAX_OFFSET) {
            throw new InvalidInputException(
                    "invalid_parameter", "offset is " + offset + "; it takes 0 to " + MAX_OFFSET + ".");
        }
    }

    /** The first hits for a text. */
    public static SearchRequest of(String text, int limit) {
        return new SearchRequest(text, null, null, null, limit, 0);
    }
}
