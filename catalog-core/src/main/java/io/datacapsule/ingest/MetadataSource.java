package io.datacapsule.ingest;

/** Something that metadata is read from: the artifacts of a dbt project, an Airflow instance. */
public interface MetadataSource {

    /**
     * Reads all that the source asserts. May take long; calls {@code progress} often, so that the job can be followed and
     * cancelled.
     *
     * @throws io.datacapsule.model.CatalogException if the source cannot be read; nothing was changed
     */
    SourceGraph read(IngestProgress progress);
}
