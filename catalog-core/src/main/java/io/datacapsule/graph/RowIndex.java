package io.datacapsule.graph;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Finds rows by a 64-bit key. It only grows, so every version of the graph shares it: an entry may name a row that a version
 * does not have or that holds something else there, which is why {@link #find} asks the version to confirm. One thread adds,
 * any thread finds. Open addressing with linear probing.
 */
final class RowIndex {

    /** The key of a node that is found by its URN. */
    static long key(String urn) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < urn.length(); i++) {
            hash = (hash ^ urn.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /** The key of a column that is found by its capsule and its name. */
    static long key(int capsuleRow, String column) {
        return ((long) capsuleRow << 32) ^ (column.hashCode() & 0xFFFFFFFFL);
    }

    private record Slots(long[] keys, int[] rows) {}

    private volatile Slots slots = slots(1 << 10);
    private int size;

    private static Slots slots(int length) {
        int[] rows = new int[length];
        Arrays.fill(rows, -1);
        return new Slots(new long[length], rows);
    }

    /** Notes that the row has the key. Only for the writer. */
    void add(long key, int row) {
        Slots now = slots;
        if (size * 3 >= now.rows.length * 2) {
            Slots larger = slots(now.rows.length * 2);
            for (int i = 0; i < now.rows.length; i++) {
                if (now.rows[i] >= 0) {
                    put(larger, now.keys[i], now.rows[i]);
                }
            }
            now = larger;
        }
        put(now, key, row);
        size++;
        slots = now;
    }

    private static void put(Slots slots, long key, int row) {
        int mask = slots.rows.length - 1;
        int at = spread(key) & mask;
        while (slots.rows[at] >= 0) {
            at = (at + 1) & mask;
        }
        slots.keys[at] = key;
        slots.rows[at] = row;
    }

    /** How much memory it takes. */
    long bytes() {
        return 64L + 12L * slots.rows.length;
    }

    /** A row with that key that {@code confirmed} accepts, or -1. */
    int find(long key, IntPredicate confirmed) {
        Slots now = slots;
        int mask = now.rows.length - 1;
        for (int at = spread(key) & mask; now.rows[at] >= 0; at = (at + 1) & mask) {
            if (now.keys[at] == key && confirmed.test(now.rows[at])) {
                return now.rows[at];
            }
        }
        return -1;
    }

    private static int spread(long key) {
        long mixed = (key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}
