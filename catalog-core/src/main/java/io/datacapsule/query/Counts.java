package io.datacapsule.query;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts how often each value occurs. */
final class Counts {

    private static final class Count {
        private long number;
    }

    private final Map<String, Count> counts = new HashMap<>();

    /** Counts a value; nothing is not counted. */
    void add(@Nullable Object value) {
        if (value instanceof String text) {
            counts.computeIfAbsent(text, t -> new Count()).number++;
        }
    }

    /** The most frequent values with their counts, the highest first, equal ones by value. */
    Map<String, Long> top(int limit) {
        Map<String, Long> top = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Count> e) -> -e.getValue().number)
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .forEach(e -> top.put(e.getKey(), e.getValue().number));
        return top;
    }
}
