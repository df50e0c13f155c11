package io.datacapsule.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers distinct values; the number of null is 0. It only grows, so every version of the graph shares it. One thread adds,
 * any thread looks up numbers that reached it through a published snapshot.
 */
final class Dictionary<T> {

    private final Map<T, Integer> codes = new HashMap<>();
    private volatile @Nullable Object[] values = new @Nullable Object[64];
    private int size = 1;

    /** The number of a value, given to it now if it is new. Only for the writer. */
    int code(@Nullable T value) {
        if (value == null) {
            return 0;
        }
        Integer known = codes.get(value);
        if (known != null) {
            return known;
        }
        @Nullable Object[] array = values;
        if (size == array.length) {
            array = Arrays.copyOf(array, size * 2);
        }
        array[size] = value;
        values = array;
        codes.put(value, size);
        return size++;
    }

    /** About how much memory a value takes. */
    static long bytes(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> 40L + text.length();
            case List<?> list -> list.stream().mapToLong(Dictionary::bytes).sum() + 40L;
            default -> 24L;
        };
    }

    /** The value of a number. */
    @SuppressWarnings("unchecked")
    @Nullable
    T value(int code) {
        return code == 0 ? null : (T) values[code];
    }
}
