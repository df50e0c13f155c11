package io.datacapsule.reset;

import io.datacapsule.audit.BeforeAfter;
import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import io.datacapsule.ingest.IngestionService;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Takes what is stored away, as one change of the graph through its one writer, so that memory, search and database agree. No
 * ingestion runs meanwhile. The graph goes first, then the history; where the second fails, the same reset again finishes it. Safe
 * for any number of threads.
 */
public final class CatalogReset {

    private final CatalogGraph graph;
    private final IngestionService ingestion;

    /** Resets that graph and the history of these ingestions. */
    public CatalogReset(CatalogGraph graph, IngestionService ingestion) {
        this.graph = graph;
        this.ingestion = ingestion;
    }

    /**
     * What a reset did, or would do.
     *
     * @param counts   how much
     * @param jobs     ingestions that are no longer in the history
     * @param revision of the graph after it
     * @param changes  how much the graph held before and after it, for the audit trail; empty if it was not touched
     */
    public record Outcome(ResetCounts counts, Set<UUID> jobs, Revision revision, Map<String, String> changes) {

        /** Copies what could be changed from outside. */
        public Outcome {
            jobs = Set.copyOf(jobs);
            changes = Map.copyOf(changes);
        }

        /** What an audit entry says of it. */
        public Map<String, String> summary() {
            Map<String, String> summary = new TreeMap<>(changes);
            summary.put("capsules", String.valueOf(counts.capsules()));
            summary.put("columns", String.valueOf(counts.columns()));
            summary.put("edges", String.valueOf(counts.edges()));
            summary.put("jobs", String.valueOf(counts.jobs()));
            summary.put("revision", revision.toString());
            return summary;
        }
    }

    /** What a reset would take away now. */
    public Outcome rehearse(ResetScope scope) {
        GraphSnapshot snapshot = graph.snapshot();
        int jobs = scope.coversJobs()
                ? Math.toIntExact(ingestion.list(null, null, 1, 0).total())
                : 0;
        return new Outcome(GraphReset.count(snapshot, scope).withJobs(jobs), Set.of(), snapshot.revision(), Map.of());
    }

    /**
     * Takes it away and answers when that is durable and seen.
     *
     * @throws io.datacapsule.model.ConflictException {@code ingestion_under_way}; nothing was changed
     */
    public Outcome run(ResetScope scope) {
        return ingestion.whileIdle(() -> {
            ResetCounts[] counts = {ResetCounts.NONE};
            GraphSnapshot[] before = {graph.snapshot()};
            GraphSnapshot after = before[0];
            if (scope.coversGraph()) {
                after = graph.apply(snapshot -> {
                            before[0] = snapshot;
                            counts[0] = GraphReset.count(snapshot, scope);
                            return GraphReset.change(snapshot, scope);
                        })
                        .snapshot();
            }
            Set<UUID> jobs = scope.coversJobs() ? ingestion.forgetHistory() : Set.of();
            Map<String, String> changes = scope.coversGraph() ? BeforeAfter.of(before[0], after) : Map.of();
            return new Outcome(counts[0].withJobs(jobs.size()), jobs, after.revision(), changes);
        });
    }
}
