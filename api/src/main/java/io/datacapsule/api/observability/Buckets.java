package io.datacapsule.api.observability;

import java.time.Duration;
import java.util.Arrays;

/** Upper bounds of the buckets of histograms. */
final class Buckets {

    /** For work of a second to half an hour. */
    static final Duration[] LONG = seconds(.1, .5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800);

    private Buckets() {}

    static Duration[] seconds(double... bounds) {
        return Arrays.stream(bounds)
                .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
                .toArray(Duration[]::new);
    }
}
