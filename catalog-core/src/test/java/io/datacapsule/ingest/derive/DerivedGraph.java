package io.datacapsule.ingest.derive;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import io.datacapsule.ingest.Asserted;
import io.datacapsule.ingest.ChangeCounts;
import io.datacapsule.ingest.DiffOptions;
import io.datacapsule.ingest.GraphDiff;
import io.datacapsule.ingest.GraphDiff.Difference;
import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.model.LineageState;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import io.datacapsule.sql.SqlLimits;
import io.datacapsule.sql.SqlLineage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A graph that what a project asserts is ingested into, with its column lineage derived. */
final class DerivedGraph implements AutoCloseable {

    private final SqlLineage engine = new SqlLineage(SqlLimits.DEFAULT);
    private final AtomicInteger queries = new AtomicInteger();
    private final LineageDerivation derivation = new LineageDerivation(query -> {
        queries.incrementAndGet();
        return engine.derive(query);
    });
    private final List<JobWarning> warnings = new ArrayList<>();
    private GraphSnapshot graph = GraphSnapshot.empty();

    ChangeCounts ingest(Asserted asserted) {
        warnings.clear();
        Difference difference = GraphDiff.between(
                graph,
                derivation.derive(asserted.build(), graph, progress()),
                DiffOptions.KEEP,
                new UUID(0, 1),
                Instant.parse("2026-01-01T00:00:00Z"));
        graph = graph.apply(difference.change(), new Revision(graph.revision().number() + 1));
        return difference.counts();
    }

    /** How many queries the engine was asked so far. */
    int queries() {
        return queries.get();
    }

    /** The warnings of the latest ingestion. */
    List<JobWarning> warnings() {
        return warnings;
    }

    /** How far the lineage of a model is known. */
    LineageState lineage(String model) {
        return graph.capsule(graph.find(NodeKind.CAPSULE, Asserted.urn("shop", model)))
                .lineage();
    }

    /** All edges, as {@code stg.id DERIVED_FROM raw.id IDENTITY sql}, those that mask with {@code masked} behind. */
    List<String> edges() {
        List<String> edges = new ArrayList<>();
        for (int row = 0; row < graph.rows(NodeKind.COLUMN); row++) {
            for (Relation relation : List.of(Relation.DERIVED_FROM, Relation.INFLUENCED_BY)) {
                for (int i = 0; i < graph.out(relation).degree(row); i++) {
                    Map<String, String> told =
                            graph.out(relation).properties(row, i).attributes();
                    edges.add(shown(graph.urn(NodeKind.COLUMN, row)) + " " + relation + " "
                            + shown(graph.urn(
                                    NodeKind.COLUMN, graph.out(relation).neighbour(row, i)))
                            + " " + told.get("transformation") + " " + told.get("lineage_source")
                            + ("true".equals(told.get("masking")) ? " masked" : ""));
                }
            }
        }
        return edges;
    }

    private static String shown(String urn) {
        return Urn.parse(urn).name() + "." + Urn.columnOf(urn);
    }

    private IngestProgress progress() {
        return new IngestProgress() {
            @Override
            public void at(String stage, long done, long expected) {
                // nobody watches
            }

            @Override
            public void warn(JobWarning warning) {
                warnings.add(warning);
            }
        };
    }

    @Override
    public void close() {
        derivation.close();
        engine.close();
    }
}
