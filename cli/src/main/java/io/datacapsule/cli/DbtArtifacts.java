package io.datacapsule.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Says which files to read: each by its option, or all in one folder. */
class DbtArtifacts {

    @Parameters(
            arity = "0..1",
            paramLabel = "DIRECTORY",
            description = "The project or its target folder: manifest.json and what lies beside it"
                    + " (catalog.json, run_results.json, sources.json, info_schema/v1/dbt.column_lineage.parquet).")
    private @Nullable Path directory;

    @Option(names = "--manifest", paramLabel = "FILE", description = "The manifest, instead of DIRECTORY.")
    private @Nullable Path manifest;

    @Option(names = "--catalog", paramLabel = "FILE", description = "The catalog: types and statistics of columns.")
    private @Nullable Path catalog;

    @Option(names = "--run-results", paramLabel = "FILE", description = "The results of a run.")
    private @Nullable Path runResults;

    @Option(names = "--sources", paramLabel = "FILE", description = "The results of source freshness.")
    private @Nullable Path sources;

    @Option(
            names = "--column-lineage",
            paramLabel = "FILE",
            description = "dbt.column_lineage.parquet: the column lineage that dbt 2 found itself.")
    private @Nullable Path columnLineage;

    /** The files that are meant, each known to be there. */
    Found find(ApiCommand command) {
        Map<String, Path> parts = new LinkedHashMap<>();
        Path base = command.surroundings().workingFolder();
        if (directory != null && manifest != null) {
            throw usage(command, "Say --manifest or DIRECTORY, not both.");
        }
        if (directory != null) {
            Path folder = folder(base.resolve(directory), command);
            Found.PLACES.forEach((part, places) -> places.stream()
                    .map(folder::resolve)
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .ifPresent(file -> parts.put(part, file)));
        } else if (manifest == null) {
            throw usage(command, "Say which manifest: --manifest FILE, or the DIRECTORY that it lies in.");
        }
        named("manifest", manifest, base, parts);
        named("catalog", catalog, base, parts);
        named("run_results", runResults, base, parts);
        named("sources", sources, base, parts);
        named("column_lineage", columnLineage, base, parts);
        return new Found(parts);
    }

    private static Path folder(Path directory, ApiCommand command) {
        for (Path candidate : new Path[] {directory, directory.resolve("target")}) {
            if (Files.isRegularFile(candidate.resolve("manifest.json"))) {
                return candidate;
            }
        }
        if (Files.isRegularFile(directory)) {
            throw usage(command, directory + " is a file; say --manifest " + directory);
        }
        throw new CommandFailure("There is no manifest.json in " + directory
                + " or its target folder. dbt writes it: run `dbt compile` or `dbt docs generate` first.");
    }

    private static void named(String part, @Nullable Path file, Path base, Map<String, Path> parts) {
        if (file != null) {
            Path resolved = base.resolve(file);
            if (!Files.isReadable(resolved) || Files.isDirectory(resolved)) {
                throw new CommandFailure(resolved + (Files.exists(resolved) ? " cannot be read." : " is not there."));
            }
            parts.put(part, resolved);
        }
    }

    private static ParameterException usage(ApiCommand command, String message) {
        return new ParameterException(command.spec().commandLine(), message);
    }

    /**
     * The files of one run of dbt.
     *
     * @param files by the name of the part under which the server expects them
     */
    record Found(Map<String, Path> files) {

        /** Where dbt puts each part, below its target folder; of several places the first counts. */
        private static final Map<String, List<String>> PLACES = new LinkedHashMap<>();

        static {
            PLACES.put("manifest", List.of("manifest.json"));
            PLACES.put("catalog", List.of("catalog.json"));
            PLACES.put("run_results", List.of("run_results.json"));
            PLACES.put("sources", List.of("sources.json"));
            PLACES.put(
                    "column_lineage",
                    List.of(
                            "info_schema/v1/dbt.column_lineage.parquet",
                            "dbt.column_lineage.parquet",
                            "index/dbt.column_lineage.parquet"));
        }

        /** Bytes of all files together. */
        long size() {
            long size = 0;
            for (Path file : files.values()) {
                try {
                    size += Files.size(file);
                } catch (IOException e) {
                    throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
                }
            }
            return size;
        }

        /** Adds the files to an upload. */
        void addTo(MultipartForm form) {
            files.forEach((part, file) -> {
                if (part.equals("column_lineage")) {
                    form.file(part, file, "dbt.column_lineage.parquet", "application/vnd.apache.parquet");
                } else {
                    form.file(part, file);
                }
            });
        }
    }
}
