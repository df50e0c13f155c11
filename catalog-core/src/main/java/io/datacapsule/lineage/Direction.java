package io.datacapsule.lineage;

import io.datacapsule.model.InvalidInputException;
import java.util.Locale;

/** Which way a walk follows the data. */
public enum Direction {
    /** Towards the origins. */
    UPSTREAM,
    /** Towards the consumers. */
    DOWNSTREAM,
    /** Both ways from the root; never up and then down again. */
    BOTH;

    /** The word used in the API: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The direction of that word, in any case.
     *
     * @throws InvalidInputException if it is none of the three
     */
    public static Direction of(String word) {
        for (Direction direction : values()) {
            if (direction.name().equalsIgnoreCase(word)) {
                return direction;
            }
        }
        throw new InvalidInputException(
                "invalid_parameter", "direction must be one of upstream, downstream, both; it is '" + word + "'.");
    }
}
