package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.ingest.ToldLineage;
import io.datacapsule.ingest.dbt.CapsuleNames.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a dbt project asserts from its artifacts: manifests of version 1 to 12 and of Fusion, with a catalog, run results,
 * source freshness and column lineage of dbt's own where there are any. Files are read as streams, the largest thing held whole is one value. The result
 * depends on the files alone; capsules stand in the order of their unique ids. Stateless.
 *
 * <p>What cannot be used is left out, or ignored, with a warning: {@code left_out_}<i>kind</i> (operation, metric,
 * semantic_model, saved_query, function, macro, disabled, test_table), {@code invalid_node}, {@code invalid_column},
 * {@code invalid_value}, {@code malformed_text}, {@code duplicate_node}, {@code duplicate_column}, {@code unknown_dependency},
 * {@code self_dependency}, {@code unattached_test}, {@code unknown_catalog_node}, {@code unknown_schema_version},
 * {@code results_without_data}, {@code meta_too_large}, {@code unknown_lineage_node}, {@code unknown_lineage_kind}. What is no artifact at all is an error: {@code artifact_unreadable},
 * {@code artifact_invalid} or {@code artifact_wrong_kind}.
 */
public final class DbtReader {

    private static final String STAGE = "reading";

    /**
     * Reads the artifacts.
     *
     * @param projectOverride what the project is to be called; null for the name that the manifest tells
     * @param progress        hears of bytes read and of everything that was left out
     * @throws io.datacapsule.model.InvalidArtifactException if a file is no such artifact
     * @throws java.util.concurrent.CancellationException    if {@code progress} says so
     */
    public SourceGraph read(DbtArtifacts artifacts, @Nullable String projectOverride, IngestProgress progress) {
        ColumnRole.ByName roles = new ColumnRole.ByName();
        Reading reading = new Reading(progress, total(artifacts));
        Manifest manifest =
                reading.next(artifacts.manifest(), (in, bytes) -> new ManifestReader(roles, bytes).read(in));
        RootProject root =
                RootProject.of(manifest, projectOverride, artifacts.manifest().name());
        Catalog catalog =
                reading.optional(artifacts.catalog(), Catalog.NONE, (in, bytes) -> new CatalogReader(bytes).read(in));
        Map<String, Instant> written = new HashMap<>(
                reading.optional(artifacts.runResults(), Map.of(), (in, bytes) -> RunTimesReader.executed(in)));
        written.putAll(reading.optional(artifacts.sources(), Map.of(), (in, bytes) -> RunTimesReader.loaded(in)));

        String source = "dbt:" + root.name();
        Warnings warnings = new Warnings(artifacts.manifest().name(), progress);
        Map<String, Identity> identities = CapsuleNames.of(manifest.nodes().values(), root);
        ProjectGraph graph = new ProjectGraph(manifest, identities, catalog, written, roles, source, warnings);
        SourceGraph result = new SourceGraph(
                source,
                "dbt",
                root.name(),
                capsules(manifest, graph, progress),
                graph.ownerEmails(),
                manifest.metadata().adapterType() == null
                        ? ""
                        : manifest.metadata().adapterType(),
                manifest.metadata().generatedAt(),
                told(artifacts.columnLineage(), identities, progress));
        if (artifacts.catalog() != null) {
            warnOfUnknown(catalog, identities, new Warnings(artifacts.catalog().name(), progress));
        }
        warnOfMacros(manifest, warnings);
        return result;
    }

    private static Map<String, ToldLineage> told(
            @Nullable Artifact artifact, Map<String, Identity> identities, IngestProgress progress) {
        return artifact == null
                ? Map.of()
                : new ColumnLineageReader(identities, new Warnings(artifact.name(), progress)).read(artifact, progress);
    }

    /** Makes the capsules, letting go of each node once it is done with. */
    private static List<AssertedCapsule> capsules(Manifest manifest, ProjectGraph graph, IngestProgress progress) {
        List<String> ids = manifest.nodes().keySet().stream().sorted().toList();
        List<AssertedCapsule> capsules = new ArrayList<>(ids.size());
        for (String id : ids) {
            ManifestNode node = manifest.nodes().remove(id);
            if (node != null) {
                capsules.add(graph.capsule(node));
            }
            if (capsules.size() % 1_000 == 0) {
                progress.at("resolving", capsules.size(), ids.size());
            }
        }
        return capsules;
    }

    private static void warnOfUnknown(Catalog catalog, Map<String, Identity> identities, Warnings warnings) {
        catalog.tables().keySet().stream()
                .filter(id -> !identities.containsKey(id))
                .sorted()
                .forEach(id -> {
                    boolean test = id.startsWith("test.");
                    warnings.warn(
                            test ? "left_out_test_table" : "unknown_catalog_node",
                            JsonPaths.member(id.startsWith("source.") ? "$.sources" : "$.nodes", id),
                            test
                                    ? "Left out: the stored failures of a test are no dataset"
                                    : "Left out: the manifest has no such dataset");
                });
    }

    /** Last, because every project has hundreds and only the first warnings are listed. */
    private static void warnOfMacros(Manifest manifest, Warnings warnings) {
        for (String id : manifest.macros()) {
            warnings.warn(
                    "left_out_macro", JsonPaths.member("$.macros", id), "Left out: a macro is no dataset (" + id + ")");
        }
    }

    private static long total(DbtArtifacts artifacts) {
        return artifacts.all().stream().mapToLong(DbtReader::size).sum();
    }

    private static long size(Artifact artifact) {
        try {
            return Files.size(artifact.file());
        } catch (IOException e) {
            return 0; // Opening it will tell.
        }
    }

    /** Reads one file after the other, telling progress over all of them. */
    private static final class Reading {

        private final IngestProgress progress;
        private final long total;
        private final TextPool pool = new TextPool();
        private long done;

        Reading(IngestProgress progress, long total) {
            this.progress = progress;
            this.total = total;
        }

        <T> T next(Artifact artifact, BiFunction<JsonCursor, LongConsumer, T> reader) {
            progress.at(STAGE, done, total);
            LongConsumer bytes = read -> progress.at(STAGE, Math.min(total, done + read), total);
            Function<JsonCursor, T> content = in -> reader.apply(in, bytes);
            T result = ArtifactFile.read(artifact, progress, pool, content);
            done += size(artifact);
            return result;
        }

        <T> T optional(@Nullable Artifact artifact, T otherwise, BiFunction<JsonCursor, LongConsumer, T> reader) {
            return artifact == null ? otherwise : next(artifact, reader);
        }
    }
}
