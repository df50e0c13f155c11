package io.datacapsule.api.ingest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which artifacts of a dbt project to ingest, and how.
 *
 * @param manifestPath      the manifest, or the folder of the artifacts, on the server
 * @param catalogPath       the catalog
 * @param runResultsPath    the run results
 * @param sourcesPath       the source freshness
 * @param columnLineagePath the column lineage that dbt found itself
 * @param projectName       what the project is to be called
 * @param cleanupOrphans    whether to remove what the project no longer has
 * @param force             whether to remove it even if it is more than the share
 * @param maxOrphanShare    share of the project's capsules, 0 to 1, above which nothing is removed
 * @param dryRun            whether to say what would change and change nothing
 */
record DbtRequest(
        @Schema(example = "/srv/shop/target/manifest.json") @Nullable
        String manifestPath,

        @Schema(example = "/srv/shop/target/catalog.json") @Nullable
        String catalogPath,

        @Nullable String runResultsPath,
        @Nullable String sourcesPath,

        @Schema(example = "/srv/shop/target/info_schema/v1/dbt.column_lineage.parquet") @Nullable
        String columnLineagePath,

        @Nullable String projectName,
        @Nullable Boolean cleanupOrphans,
        @Nullable Boolean force,
        @Schema(defaultValue = "0.3") @Nullable Double maxOrphanShare,
        @Nullable Boolean dryRun) {

    /** The job's configuration: what was told, nothing else. */
    Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        JobConfig.put(config, "manifest_path", manifestPath);
        JobConfig.put(config, "catalog_path", catalogPath);
        JobConfig.put(config, "run_results_path", runResultsPath);
        JobConfig.put(config, "sources_path", sourcesPath);
        JobConfig.put(config, "column_lineage_path", columnLineagePath);
        JobConfig.put(config, "project_name", projectName);
        JobConfig.putOptions(config, cleanupOrphans, force, maxOrphanShare, dryRun);
        return config;
    }
}
