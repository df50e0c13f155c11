package io.datacapsule.query;

import io.datacapsule.model.InvalidInputException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks what callers ask for; every error names the parameter and what is allowed. */
final class Parameters {

    static final int MOST = 1000;
    private static final int LONGEST = 1000;

    private Parameters() {}

    static void checkSlice(int limit, int offset) {
        if (limit < 1 || limit > MOST) {
            throw invalid("limit must be between 1 and " + MOST + "; it is " + limit + ".");
        }
        if (offset < 0) {
            throw invalid("offset must not be negative; it is " + offset + ".");
        }
    }

    /** The text without blanks around it, or null if nothing is left. */
    static @Nullable String text(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST) {
            throw invalid(parameter + " must have at most " + LONGEST + " characters; it has " + value.length() + ".");
        }
        return value.strip();
    }

    /** The word in lower case, which must be one of those allowed, or null if there is none. */
    static @Nullable String word(String parameter, @Nullable String value, List<String> allowed) {
        String text = text(parameter, value);
        if (text == null) {
            return null;
        }
        String word = text.toLowerCase(Locale.ROOT);
        if (!allowed.contains(word)) {
            throw invalid(parameter + " must be one of " + String.join(", ", allowed) + "; it is '"
                    + Text.cut(text, 100) + "'.");
        }
        return word;
    }

    static InvalidInputException invalid(String message) {
        return new InvalidInputException("invalid_parameter", message);
    }
}
