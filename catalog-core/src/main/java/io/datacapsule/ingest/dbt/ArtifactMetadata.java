package io.datacapsule.ingest.dbt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an artifact says about itself. */
record ArtifactMetadata(
        @Nullable Instant generatedAt,
        @Nullable String projectName,
        @Nullable String projectId,
        @Nullable String adapterType) {

    static final ArtifactMetadata NONE = new ArtifactMetadata(null, null, null, null);

    /** Reads {@code metadata}; refuses an artifact of another kind and warns of a version that is not known. */
    static ArtifactMetadata read(JsonCursor in, ArtifactKind kind) {
        if (!in.atObject()) {
            throw in.error(ArtifactErrors.INVALID, "an object belongs here, not " + in.found());
        }
        Instant generatedAt = null;
        String projectName = null;
        String projectId = null;
        String adapterType = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "dbt_schema_version" -> check(in, kind);
                case "generated_at" -> generatedAt = Timestamps.read(in);
                case "project_name" -> projectName = in.text();
                case "project_id" -> projectId = in.text();
                case "adapter_type" -> adapterType = in.text();
                default -> in.skip();
            }
        }
        return new ArtifactMetadata(generatedAt, projectName, projectId, adapterType);
    }

    private static void check(JsonCursor in, ArtifactKind kind) {
        String version = in.text();
        switch (version == null ? ArtifactKind.Schema.UNKNOWN : kind.compare(version)) {
            case KNOWN -> {}
            case OTHER_KIND ->
                throw in.error(
                        ArtifactErrors.WRONG_KIND, "this is not " + kind.title + ": its schema is '" + version + "'");
            case UNKNOWN ->
                in.warn(
                        "unknown_schema_version",
                        "Tried nevertheless: the schema '" + version + "' is not one that is known here");
        }
    }
}
