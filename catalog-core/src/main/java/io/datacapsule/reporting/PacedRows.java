package io.datacapsule.reporting;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes rows on and rests after each few thousand for as long as they took, so that others get the processor and the disk. Stops
 * in between when it is time to.
 */
final class PacedRows implements RowWriter {

    private static final int ROWS = 5_000;

    /** It is time to stop. */
    static final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private final RowWriter rows;
    private final BooleanSupplier stopping;
    private int count;
    private long since = System.nanoTime();

    PacedRows(RowWriter rows, BooleanSupplier stopping) {
        this.rows = rows;
        this.stopping = stopping;
    }

    @Override
    public void put(ReportTable table, List<@Nullable Object> row) {
        rows.put(table, row);
        rest();
    }

    @Override
    public void remove(ReportTable table, List<@Nullable Object> key) {
        rows.remove(table, key);
        rest();
    }

    private void rest() {
        if (++count % ROWS != 0) {
            return;
        }
        try {
            Thread.sleep((System.nanoTime() - since) / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.getAsBoolean()) {
            throw new StoppedException();
        }
        since = System.nanoTime();
    }
}
