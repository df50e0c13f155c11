package io.datacapsule.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what a list is ordered: a key, with a minus sign before it for the highest first. What has no value comes last, and what
 * is equal is ordered by URN.
 *
 * @param key        one of the list's keys
 * @param descending whether the highest comes first
 */
record Sort(String key, boolean descending) {

    /** Reads what a caller asked for; without a wish the first of the keys, ascending. */
    static Sort parse(@Nullable String text, List<String> keys) {
        String asked = Parameters.text("sort", text);
        if (asked == null) {
            return new Sort(keys.getFirst(), false);
        }
        boolean descending = asked.startsWith("-");
        String key = descending || asked.startsWith("+") ? asked.substring(1) : asked;
        if (!keys.contains(key)) {
            throw Parameters.invalid("sort must be one of " + String.join(", ", keys)
                    + ", with a minus sign before it for descending; it is '" + Text.cut(asked, 100) + "'.");
        }
        return new Sort(key, descending);
    }
}
