package io.datacapsule.graph;

import io.datacapsule.model.Urn;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Finds rows by the identifier that is derived from their URN. It is filled when it is first asked and then row by row, which
 * holds for every version of the graph, because a row keeps its URN for good. Safe for any number of threads.
 */
final class IdIndex {

    private final RowIndex index = new RowIndex();
    private volatile int filled;

    /** The row below {@code rows} whose URN has that identifier, or -1; {@code urns} answers the URN of each. */
    int find(UUID id, int rows, IntFunction<String> urns) {
        if (filled < rows) {
            fill(rows, urns);
        }
        return index.find(id.getMostSignificantBits(), row -> row < rows && id.equals(Urn.id(urns.apply(row))));
    }

    private synchronized void fill(int rows, IntFunction<String> urns) {
        for (int row = filled; row < rows; row++) {
            index.add(Urn.id(urns.apply(row)).getMostSignificantBits(), row);
        }
        filled = Math.max(filled, rows);
    }
}
