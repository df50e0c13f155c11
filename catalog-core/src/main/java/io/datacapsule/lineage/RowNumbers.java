package io.datacapsule.lineage;

import java.util.Arrays;

/** Numbers rows in the order in which they come: a hash table over ints that is used again and again by one thread at a time. */
final class RowNumbers {

    private static final int SMALLEST = 1 << 10;

    private int[] slots = new int[SMALLEST * 2];
    private int[] rows = new int[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    int row(int number) {
        return rows[number];
    }

    /** The number of a row, or -1. */
    int find(int row) {
        int mask = slots.length - 1;
        for (int at = spread(row) & mask; ; at = (at + 1) & mask) {
            int number = slots[at] - 1;
            if (number < 0 || rows[number] == row) {
                return number;
            }
        }
    }

    /** Gives the next number to a row that has none. */
    void add(int row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
            slots = new int[size * 4];
            for (int number = 0; number < size; number++) {
                place(rows[number], number);
            }
        }
        rows[size] = row;
        place(row, size++);
    }

    private void place(int row, int number) {
        int mask = slots.length - 1;
        int at = spread(row) & mask;
        while (slots[at] != 0) {
            at = (at + 1) & mask;
        }
        slots[at] = number + 1;
    }

    int[] rows(int count) {
        return Arrays.copyOf(rows, count);
    }

    /** Forgets all rows, in time proportional to how many there were. */
    void clear() {
        if (size > slots.length / 16) {
            Arrays.fill(slots, 0);
        } else {
            int mask = slots.length - 1;
            for (int number = size - 1; number >= 0; number--) {
                int at = spread(rows[number]) & mask;
                while (slots[at] != number + 1) {
                    at = (at + 1) & mask;
                }
                slots[at] = 0;
            }
        }
        size = 0;
    }

    private static int spread(int row) {
        int mixed = row * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}
