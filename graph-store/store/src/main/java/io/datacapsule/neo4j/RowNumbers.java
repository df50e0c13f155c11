package io.datacapsule.neo4j;

import java.util.HashMap;
import java.util.Map;

/**
 * Which row the loader gave to each node, by the number that the database gave it; those lie close together. Used by one thread.
 */
public final class RowNumbers {

    private static final int PAGE_BITS = 12;

    private final Map<Long, int[]> pages = new HashMap<>();
    private long lastPage = -1;
    private int[] last = new int[0];

    /** Notes the row of that node. */
    public void put(long id, int row) {
        page(id)[(int) id & ((1 << PAGE_BITS) - 1)] = row + 1;
    }

    /** The row of that node, or -1 if none was given. */
    public int get(long id) {
        return page(id)[(int) id & ((1 << PAGE_BITS) - 1)] - 1;
    }

    private int[] page(long id) {
        long number = id >>> PAGE_BITS;
        if (number != lastPage) {
            last = pages.computeIfAbsent(number, _ -> new int[1 << PAGE_BITS]);
            lastPage = number;
        }
        return last;
    }
}
