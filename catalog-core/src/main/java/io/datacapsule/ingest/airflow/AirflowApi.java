package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.IngestProgress;

/** An Airflow instance that can be asked for its metadata. */
@FunctionalInterface
public interface AirflowApi {

    /**
     * Fetches what was asked for. May take long; calls {@code progress} often. What could not be fetched while the rest could is
     * told in {@link AirflowMetadata#incomplete} and as warnings.
     *
     * @throws io.datacapsule.model.CatalogException             if the instance cannot be asked at all
     * @throws java.util.concurrent.CancellationException if {@code progress} says so
     */
    AirflowMetadata fetch(IngestProgress progress);
}
