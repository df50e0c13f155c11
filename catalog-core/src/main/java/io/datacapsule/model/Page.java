package io.datacapsule.model;

import java.util.List;

/**
 * A slice of a list in a stable order.
 *
 * @param items  the slice
 * @param total  how many the whole filtered list has
 * @param limit  how many were asked for
 * @param offset where the slice starts
 */
public record Page<T>(List<T> items, long total, int limit, int offset) {

    /** Copies what could be changed from outside. */
    public Page {
        items = List.copyOf(items);
    }
}
