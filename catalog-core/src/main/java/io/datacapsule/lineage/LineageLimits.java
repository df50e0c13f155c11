package io.datacapsule.lineage;

import io.datacapsule.model.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * How far a walk goes when the caller does not say, and how far it may go at most.
 *
 * @param defaultDepth edges from the root
 * @param maxDepth     the most that a caller may ask for
 * @param defaultNodes nodes in an answer
 * @param maxNodes     the most that a caller may ask for
 */
public record LineageLimits(int defaultDepth, int maxDepth, int defaultNodes, int maxNodes) {

    /** Depth 5 of at most 100, 5,000 nodes of at most 100,000. */
    public static final LineageLimits DEFAULTS = new LineageLimits(5, 100, 5_000, 100_000);

    /** Checks that the limits can be met. */
    public LineageLimits {
        if (defaultDepth < 1 || maxDepth < defaultDepth || defaultNodes < 1 || maxNodes < defaultNodes) {
            throw new IllegalArgumentException("limits of lineage must be at least 1 and not below their defaults");
        }
    }

    /**
     * The depth to walk.
     *
     * @throws InvalidInputException if the caller asked for less than 1 or more than allowed
     */
    public int depth(@Nullable Integer asked) {
        return within("depth", asked, defaultDepth, maxDepth);
    }

    /**
     * How many nodes to answer.
     *
     * @throws InvalidInputException if the caller asked for less than 1 or more than allowed
     */
    public int nodes(@Nullable Integer asked) {
        return within("limit", asked, defaultNodes, maxNodes);
    }

    private static int within(String parameter, @Nullable Integer asked, int otherwise, int most) {
        if (asked == null) {
            return otherwise;
        }
        if (asked < 1 || asked > most) {
            throw new InvalidInputException(
                    "invalid_parameter", parameter + " must be between 1 and " + most + "; it is " + asked + ".");
        }
        return asked;
    }
}
