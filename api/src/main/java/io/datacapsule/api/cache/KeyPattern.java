package io.datacapsule.api.cache;

import io.datacapsule.model.InvalidInputException;
import java.util.regex.Pattern;

/**
 * Keys of answers, as a pattern of Redis with {@code *} and {@code ?}; it never matches what is no answer.
 *
 * @param text begins with {@code dcs:}
 */
record KeyPattern(String text) {

    /** What all keys of answers begin with. */
    static final String PREFIX = "dcs:";

    /** All answers. */
    static final KeyPattern ALL = new KeyPattern(PREFIX + "*");

    private static final Pattern TAKEN = Pattern.compile("[a-zA-Z0-9:*?_-]{1,200}");

    /**
     * The pattern that was given.
     *
     * @throws InvalidInputException {@code invalid_parameter} if it could match something else than answers
     */
    static KeyPattern of(String pattern) {
        if (!TAKEN.matcher(pattern).matches() || !pattern.startsWith(PREFIX)) {
            throw new InvalidInputException(
                    "invalid_parameter",
                    "pattern must begin with dcs: and hold nothing but letters, digits, colons, '-', '_', '*' and '?', such as"
                            + " dcs:export:*.");
        }
        return new KeyPattern(pattern);
    }

    boolean matches(String key) {
        return key.matches(Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }
}
