package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.SourceGraph;
import java.util.List;

/** Turns what an Airflow instance told, and what people annotated, into what the instance asserts. Stateless. */
final class AirflowReader {

    private final AirflowAnnotations annotations;

    AirflowReader(AirflowAnnotations annotations) {
        this.annotations = annotations;
    }

    SourceGraph read(AirflowMetadata metadata, IngestProgress progress) {
        progress.at("resolving", 0, metadata.dags().size() + annotations.tasks().size());
        return new SourceGraph("airflow:" + metadata.instance(), "airflow", metadata.instance(), List.of());
    }
}
