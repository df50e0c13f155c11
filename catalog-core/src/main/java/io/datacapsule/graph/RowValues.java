package io.datacapsule.graph;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes typed values out of a row of properties. */
final class RowValues {

    private RowValues() {}

    static String string(@Nullable Object[] values, int index) {
        if (values[index] instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("property " + index + " is missing");
    }

    static @Nullable String optional(@Nullable Object[] values, int index) {
        return (String) values[index];
    }

    static int number(@Nullable Object[] values, int index) {
        return values[index] instanceof Integer number ? number : 0;
    }

    static boolean truth(@Nullable Object[] values, int index) {
        return values[index] instanceof Boolean truth && truth;
    }

    static @Nullable Instant time(@Nullable Object[] values, int index) {
        return (Instant) values[index];
    }

    @SuppressWarnings("unchecked")
    static List<String> strings(@Nullable Object[] values, int index) {
        return values[index] instanceof List<?> list ? (List<String>) list : List.of();
    }
}
