package io.datacapsule.ingest.airflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of Airflow 2 or an asset of Airflow 3.
 *
 * @param uri           such as {@code s3://bucket/key}
 * @param name          of an asset; null for a dataset
 * @param group         of an asset; null for a dataset
 * @param producers     {@code producing_tasks}
 * @param scheduledDags ids of the DAGs that run when it changes: {@code consuming_dags} or {@code scheduled_dags}
 * @param consumers     {@code consuming_tasks}, those that have it as an inlet
 */
public record AirflowAsset(
        String uri,
        @Nullable String name,
        @Nullable String group,
        List<AirflowTaskRef> producers,
        List<String> scheduledDags,
        List<AirflowTaskRef> consumers) {

    /** Copies what could be changed from outside. */
    public AirflowAsset {
        producers = List.copyOf(producers);
        scheduledDags = List.copyOf(scheduledDags);
        consumers = List.copyOf(consumers);
    }
}
