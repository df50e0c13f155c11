package io.datacapsule.query;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;

/** A growing list of rows. */
final class Rows {

    private int[] rows = new int[256];
    private int size;

    void add(int row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
        }
        rows[size++] = row;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return rows[index];
    }

    /** Sorts the rows from {@code start} on by a key, keeping the order of equal ones; quick if they nearly are in order. */
    void sortFrom(int start, IntUnaryOperator key) {
        boolean ordered = true;
        for (int i = start + 1; ordered && i < size; i++) {
            ordered = key.applyAsInt(rows[i - 1]) <= key.applyAsInt(rows[i]);
        }
        if (!ordered) {
            int[] sorted = Arrays.stream(rows, start, size)
                    .boxed()
                    .sorted(Comparator.comparingInt(key::applyAsInt))
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(sorted, 0, rows, start, sorted.length);
        }
    }

    /** The rows from an offset on, at most {@code limit}. */
    int[] slice(int limit, int offset) {
        int from = Math.min(offset, size);
        return Arrays.copyOfRange(rows, from, Math.min(size, from + limit));
    }
}
