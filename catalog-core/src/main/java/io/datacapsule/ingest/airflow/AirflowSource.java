package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.MetadataSource;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.sql.ColumnLineage;
import io.datacapsule.sql.Query;
import java.util.function.Function;

/** An Airflow instance with what people annotated about its tasks. */
public final class AirflowSource implements MetadataSource {

    private final AirflowApi api;
    private final AirflowReader reader;

    /**
     * A source that asks the instance each time it is read.
     *
     * @param engine reads the SQL of tasks, see {@link io.datacapsule.sql.SqlLineage#derive}; for any number of threads
     */
    public AirflowSource(AirflowApi api, AirflowAnnotations annotations, Function<Query, ColumnLineage> engine) {
        this.api = api;
        this.reader = new AirflowReader(annotations, engine);
    }

    @Override
    public SourceGraph read(IngestProgress progress) {
        return reader.read(api.fetch(progress), progress);
    }
}
