package io.datacapsule.api.ingest;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The parts of an upload, for the description of the API; they are never held together. */
record UploadForm(
        @Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED)
        String manifest,

        @Schema(type = "string", format = "binary") @Nullable
        String catalog,

        @Schema(type = "string", format = "binary") @Nullable
        String runResults,

        @Schema(type = "string", format = "binary") @Nullable
        String sources,

        @Schema(type = "string", format = "binary") @Nullable
        String columnLineage,

        @Nullable String projectName,
        @Nullable Boolean cleanupOrphans,
        @Nullable Boolean force,
        @Schema(defaultValue = "0.3") @Nullable Double maxOrphanShare,
        @Nullable Boolean dryRun) {}
