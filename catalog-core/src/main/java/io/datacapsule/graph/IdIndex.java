package io.datacapsule.graph;

import io.datacapsule.model.Node;
import io.datacapsule.model.Urn;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;

/**
 * Finds rows by the identifier that is derived from their URN. It is filled when it is first asked and then row by row. A row
 * keeps its URN for good, unless the version that gave it out was never committed: who takes it then must say so by
 * {@link #taken}. Safe for any number of threads.
 */
final class IdIndex {

    private final RowIndex index = new RowIndex();
    /** No monitor: requests that wait at one are resumed late under load. */
    private final ReentrantLock filling = new ReentrantLock();

    private volatile int filled;

    /** The row below {@code rows} whose URN has that identifier, or -1; {@code urns} answers the URN of each. */
    int find(UUID id, int rows, IntFunction<String> urns) {
        if (filled < rows) {
            fill(rows, urns);
        }
        return index.find(id.getMostSignificantBits(), row -> row < rows && id.equals(Urn.id(urns.apply(row))));
    }

    /** Notes that a new node has taken a row, in case the row was filled in for one that was never committed. */
    void taken(int row, Node node) {
        filling.lock();
        try {
            if (row < filled) {
                index.add(Urn.id(node.urn()).getMostSignificantBits(), row);
            }
        } finally {
            filling.unlock();
        }
    }

    private void fill(int rows, IntFunction<String> urns) {
        filling.lock();
        try {
            for (int row = filled; row < rows; row++) {
                index.add(Urn.id(urns.apply(row)).getMostSignificantBits(), row);
            }
            filled = Math.max(filled, rows);
        } finally {
            filling.unlock();
        }
    }
}
