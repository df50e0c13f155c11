package io.datacapsule.ingest.dbt;

import io.datacapsule.model.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one run of dbt left behind.
 *
 * @param manifest      the project
 * @param catalog       types and positions of columns, as the warehouse told
 * @param runResults    when data was last written
 * @param sources       when sources were last loaded
 * @param columnLineage column lineage that dbt found itself
 */
public record DbtArtifacts(
        Artifact manifest,
        @Nullable Artifact catalog,
        @Nullable Artifact runResults,
        @Nullable Artifact sources,
        @Nullable Artifact columnLineage) {

    private static final String MANIFEST = "manifest.json";
    /** Of dbt 2 and, the last one, of its previews. */
    private static final List<String> COLUMN_LINEAGE = List.of(
            "info_schema/v1/dbt.column_lineage.parquet",
            "dbt.column_lineage.parquet",
            "index/dbt.column_lineage.parquet");

    /** A manifest and nothing else. */
    public DbtArtifacts(Artifact manifest) {
        this(manifest, null, null, null, null);
    }

    /**
     * The artifacts in a {@code target} folder, or in the one of a project's folder, under the names that dbt gives them.
     *
     * @throws InvalidInputException if there is no manifest
     */
    public static DbtArtifacts in(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException("not_a_directory", "'" + directory.getFileName() + "' is not a directory");
        }
        Path target = directory.resolve("target");
        Path found = Files.isRegularFile(directory.resolve(MANIFEST)) ? directory : target;
        Path manifest = found.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            throw new InvalidInputException(
                    "manifest_not_found",
                    "No manifest.json in '" + directory.getFileName()
                            + "' or its folder 'target'. Run 'dbt compile' (or build, run, docs generate) in the project first,"
                            + " or name the manifest itself");
        }
        return new DbtArtifacts(
                Artifact.of(manifest),
                optional(found, "catalog.json"),
                optional(found, "run_results.json"),
                optional(found, "sources.json"),
                COLUMN_LINEAGE.stream()
                        .map(name -> optional(found, name))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    /** All of them that are there. */
    public List<Artifact> all() {
        return Stream.of(manifest, catalog, runResults, sources, columnLineage)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static @Nullable Artifact optional(Path directory, String name) {
        Path file = directory.resolve(name);
        return Files.isRegularFile(file) ? Artifact.of(file) : null;
    }
}
