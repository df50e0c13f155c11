package io.datacapsule.api.ingest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what a request told, and nothing else, over into a job's configuration. */
final class JobConfig {

    private JobConfig() {}

    /** Keeps the value as text, unless there is none or it is blank. */
    static void put(Map<String, String> config, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            config.put(name, value.toString());
        }
    }

    /** The options that every ingestion understands, see {@link io.datacapsule.ingest.IngestOptions}. */
    static void putOptions(
            Map<String, String> config,
            @Nullable Boolean cleanupOrphans,
            @Nullable Boolean force,
            @Nullable Double maxOrphanShare,
            @Nullable Boolean dryRun) {
        put(config, "cleanup_orphans", cleanupOrphans);
        put(config, "force", force);
        put(config, "max_orphan_share", maxOrphanShare);
        put(config, "dry_run", dryRun);
    }
}
