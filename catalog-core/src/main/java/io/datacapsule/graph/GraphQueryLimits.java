package io.datacapsule.graph;

import java.time.Duration;

/**
 * How much one query may take.
 *
 * @param rows  rows of the answer
 * @param time  from the start to the last row
 * @param bytes size of the answer, roughly
 */
public record GraphQueryLimits(int rows, Duration time, long bytes) {

    /** Refuses limits that allow nothing. */
    public GraphQueryLimits {
        if (rows < 1 || time.isNegative() || time.isZero() || bytes < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
