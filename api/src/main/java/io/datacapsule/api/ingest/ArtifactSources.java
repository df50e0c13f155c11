package io.datacapsule.api.ingest;

import io.datacapsule.ingest.MetadataSource;
import io.datacapsule.ingest.MetadataSources;
import io.datacapsule.ingest.dbt.Artifact;
import io.datacapsule.ingest.dbt.DbtArtifacts;
import io.datacapsule.ingest.dbt.DbtReader;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens what a job's configuration names. For dbt: {@code manifest_path} and the other {@code …_path} options are files of the
 * server (the first may be a folder with all of them), or {@code upload} is what was uploaded; {@code project_name} is what the project is to be called.
 */
public final class ArtifactSources implements MetadataSources {

    /** The option that names an upload. */
    static final String UPLOAD = "upload";

    private static final int LONGEST_NAME = 200;

    private final IngestRoots roots;
    private final Uploads uploads;

    /** Sources below those roots and among those uploads. */
    public ArtifactSources(IngestRoots roots, Uploads uploads) {
        this.roots = roots;
        this.uploads = uploads;
    }

    @Override
    public MetadataSource open(String sourceType, Map<String, String> config) {
        if (!sourceType.equals("dbt")) {
            throw new InvalidInputException("unknown_source_type", "There is no source of type '" + sourceType + "'.");
        }
        @Nullable String project = projectName(config);
        DbtArtifacts artifacts = config.containsKey(UPLOAD) ? uploaded(config) : named(config);
        return progress -> new DbtReader().read(artifacts, project, progress);
    }

    private static @Nullable String projectName(Map<String, String> config) {
        String name = config.get("project_name");
        if (name != null && (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl))) {
            throw new InvalidInputException(
                    "invalid_parameter",
                    "project_name takes at most " + LONGEST_NAME + " characters, none of them a control character.");
        }
        return name;
    }

    private DbtArtifacts uploaded(Map<String, String> config) {
        Path folder = uploads.of(UUID.fromString(config.get(UPLOAD)));
        if (!Files.isRegularFile(folder.resolve(ArtifactPart.MANIFEST.fileName()))) {
            throw new ConflictException(
                    "upload_gone", "The files of this upload are no longer kept; upload them again.");
        }
        return new DbtArtifacts(
                Artifact.of(folder.resolve(ArtifactPart.MANIFEST.fileName())),
                optional(folder, ArtifactPart.CATALOG),
                optional(folder, ArtifactPart.RUN_RESULTS),
                optional(folder, ArtifactPart.SOURCES),
                optional(folder, ArtifactPart.COLUMN_LINEAGE));
    }

    private static @Nullable Artifact optional(Path folder, ArtifactPart part) {
        Path file = folder.resolve(part.fileName());
        return Files.isRegularFile(file) ? Artifact.of(file) : null;
    }

    private DbtArtifacts named(Map<String, String> config) {
        Path manifest = path(config, ArtifactPart.MANIFEST)
                .orElseThrow(() -> new InvalidInputException(
                        "missing_parameter", "'manifest_path' is missing: the manifest.json to ingest."));
        DbtArtifacts found =
                Files.isDirectory(manifest) ? allowed(DbtArtifacts.in(manifest)) : new DbtArtifacts(file(manifest));
        return new DbtArtifacts(
                found.manifest(),
                named(config, ArtifactPart.CATALOG, found.catalog()),
                named(config, ArtifactPart.RUN_RESULTS, found.runResults()),
                named(config, ArtifactPart.SOURCES, found.sources()),
                named(config, ArtifactPart.COLUMN_LINEAGE, found.columnLineage()));
    }

    private @Nullable Artifact named(Map<String, String> config, ArtifactPart part, @Nullable Artifact found) {
        return path(config, part).map(ArtifactSources::file).orElse(found);
    }

    private Optional<Path> path(Map<String, String> config, ArtifactPart part) {
        return Optional.ofNullable(config.get(part.pathOption())).map(roots::resolve);
    }

    private static Artifact file(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new InvalidInputException("not_a_file", "'" + path.getFileName() + "' is not a file.");
        }
        return Artifact.of(path);
    }

    /** A folder below a root may hold links that lead out of it. */
    private DbtArtifacts allowed(DbtArtifacts artifacts) {
        artifacts.all().forEach(artifact -> roots.resolve(artifact.file().toString()));
        return artifacts;
    }
}
