package io.datacapsule.ingest;

import java.util.Map;

/** Opens the metadata sources that jobs name, also again for a retry. */
@FunctionalInterface
public interface MetadataSources {

    /**
     * The source that a job describes.
     *
     * @param sourceType {@code dbt} or {@code airflow}
     * @param config     the job's configuration
     * @throws io.datacapsule.model.CatalogException if the configuration is not valid (any more), such as a file that is gone
     */
    MetadataSource open(String sourceType, Map<String, String> config);
}
