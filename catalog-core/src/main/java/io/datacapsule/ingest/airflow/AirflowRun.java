package io.datacapsule.ingest.airflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of a DAG.
 *
 * @param state       {@code queued}, {@code running}, {@code success} or {@code failed}
 * @param startedAt   null before it started
 * @param endedAt     null before it ended
 * @param logicalDate the time that it stands for; null for some runs of Airflow 3
 */
public record AirflowRun(
        String state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant logicalDate) {}
