package io.datacapsule.api.ingest;

import io.datacapsule.ingest.MetadataSource;
import io.datacapsule.ingest.MetadataSources;
import io.datacapsule.model.InvalidInputException;
import java.util.Map;

/**
 * All that jobs can name.
 *
 * @param artifacts of dbt projects
 * @param airflow   Airflow instances
 */
public record Sources(ArtifactSources artifacts, AirflowSources airflow) implements MetadataSources {

    @Override
    public MetadataSource open(String sourceType, Map<String, String> config) {
        return switch (sourceType) {
            case "dbt" -> artifacts.open(sourceType, config);
            case "airflow" -> airflow.open(sourceType, config);
            default ->
                throw new InvalidInputException(
                        "unknown_source_type", "There is no source of type '" + sourceType + "'; known: dbt, airflow.");
        };
    }
}
