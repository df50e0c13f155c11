package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a read of artifacts gave, with all its warnings. */
record ReadResult(SourceGraph graph, List<JobWarning> warnings) {

    /** Reads artifacts from files. */
    static ReadResult of(DbtArtifacts artifacts, String project) {
        List<JobWarning> warnings = new ArrayList<>();
        SourceGraph graph = new DbtReader().read(artifacts, project, new IngestProgress() {
            @Override
            public void at(String stage, long done, long expected) {
                // Nobody watches.
            }

            @Override
            public void warn(JobWarning warning) {
                warnings.add(warning);
            }
        });
        return new ReadResult(graph, warnings);
    }

    /** Reads a manifest of which {@code members} are written, with metadata of version 12 of the project {@code shop}. */
    static ReadResult ofManifest(String members) {
        return of(members, null, null, null);
    }

    /** The same with a catalog, run results and freshness, of which the members beside the metadata are written. */
    static ReadResult of(String manifest, String catalog, String runResults, String sources) {
        try {
            Path folder = Files.createTempDirectory("artifacts");
            try {
                return of(
                        new DbtArtifacts(
                                write(folder, "manifest", "manifest/v12", manifest),
                                catalog == null ? null : write(folder, "catalog", "catalog/v1", catalog),
                                runResults == null ? null : write(folder, "run_results", "run-results/v6", runResults),
                                sources == null ? null : write(folder, "sources", "sources/v3", sources),
                                null),
                        null);
            } finally {
                for (String name : List.of("manifest", "catalog", "run_results", "sources")) {
                    Files.deleteIfExists(folder.resolve(name + ".json"));
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Artifact write(Path folder, String name, String schema, String members) throws IOException {
        String json = """
                {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/%s.json", "project_name": "shop",
                 "generated_at": "2026-01-02T03:04:05.678901Z"}, %s}""".formatted(schema, members);
        return Artifact.of(Files.writeString(folder.resolve(name + ".json"), json));
    }

    /** The capsule of that unique id. */
    AssertedCapsule capsule(String uniqueId) {
        return graph.capsules().stream()
                .filter(capsule -> uniqueId.equals(capsule.capsule().uniqueId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no capsule of " + uniqueId));
    }

    /** The column of that name. */
    Column column(String uniqueId, String name) {
        return capsule(uniqueId).columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no column " + name + " of " + uniqueId));
    }

    List<String> urns() {
        return graph.capsules().stream().map(capsule -> capsule.capsule().urn()).toList();
    }

    /** How many warnings there are of each code. */
    Map<String, Integer> warned() {
        Map<String, Integer> counts = new TreeMap<>();
        warnings.forEach(warning -> counts.merge(warning.code(), 1, Integer::sum));
        return counts;
    }
}
