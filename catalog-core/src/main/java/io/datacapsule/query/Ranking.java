package io.datacapsule.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes one page out of rows ordered by a key of which few distinct values exist, by counting instead of sorting: time grows
 * with the rows plus the distinct values. Stable: rows of equal key stay in the order in which they came; rows without a key
 * come last.
 */
final class Ranking {

    private Ranking() {}

    static int[] page(
            Rows rows, IntFunction<? extends @Nullable Comparable<?>> key, boolean descending, int limit, int offset) {
        Map<Comparable<?>, Integer> numbers = new HashMap<>();
        int[] numberOf = new int[rows.size()];
        for (int i = 0; i < numberOf.length; i++) {
            Comparable<?> value = key.apply(rows.get(i));
            numberOf[i] = value == null ? -1 : numbers.computeIfAbsent(value, v -> numbers.size());
        }
        int[] rank = ranks(numbers, descending);
        int[] starts = new int[numbers.size() + 2];
        for (int i = 0; i < numberOf.length; i++) {
            numberOf[i] = numberOf[i] < 0 ? rank.length : rank[numberOf[i]];
            starts[numberOf[i] + 1]++;
        }
        for (int r = 1; r < starts.length; r++) {
            starts[r] += starts[r - 1];
        }
        int[] page = new int[Math.max(0, Math.min(limit, rows.size() - offset))];
        for (int i = 0; i < numberOf.length; i++) {
            int place = starts[numberOf[i]]++ - offset;
            if (place >= 0 && place < page.length) {
                page[place] = rows.get(i);
            }
        }
        return page;
    }

    private static int[] ranks(Map<Comparable<?>, Integer> numbers, boolean descending) {
        List<Comparable<?>> sorted = new ArrayList<>(numbers.keySet());
        sorted.sort(order());
        if (descending) {
            Collections.reverse(sorted);
        }
        int[] ranks = new int[sorted.size()];
        for (int r = 0; r < ranks.length; r++) {
            Integer number = numbers.get(sorted.get(r));
            if (number != null) {
                ranks[number] = r;
            }
        }
        return ranks;
    }

    /** The natural order; the keys of one list are all of one type. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Comparator<Comparable<?>> order() {
        return (a, b) -> ((Comparable) a).compareTo(b);
    }
}
