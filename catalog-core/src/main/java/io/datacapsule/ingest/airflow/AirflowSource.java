package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.MetadataSource;
import io.datacapsule.ingest.SourceGraph;

/** An Airflow instance with what people annotated about its tasks. */
public final class AirflowSource implements MetadataSource {

    private final AirflowApi api;
    private final AirflowAnnotations annotations;

    /** A source that asks the instance each time it is read. */
    public AirflowSource(AirflowApi api, AirflowAnnotations annotations) {
        this.api = api;
        this.annotations = annotations;
    }

    @Override
    public SourceGraph read(IngestProgress progress) {
        return new AirflowReader(annotations).read(api.fetch(progress), progress);
    }
}
