package io.datacapsule.ingest.airflow;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.Asserted;
import io.datacapsule.ingest.DiffOptions;
import io.datacapsule.ingest.GraphDiff;
import io.datacapsule.ingest.GraphDiff.Difference;
import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import io.datacapsule.sql.SqlLimits;
import io.datacapsule.sql.SqlLineage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A catalog in memory into which projects and instances are ingested, and what it holds then, as texts. */
final class IngestedCatalog {

    static final DiffOptions CLEANUP = new DiffOptions(true, 1, false);
    private static final SqlLineage SQL = new SqlLineage(SqlLimits.DEFAULT);

    private GraphSnapshot graph = GraphSnapshot.empty();
    private final List<JobWarning> warnings = new ArrayList<>();
    private AirflowAnnotations annotations = AirflowAnnotations.NONE;

    IngestedCatalog annotated(String yaml) {
        annotations = AirflowAnnotations.parse(yaml);
        return this;
    }

    GraphSnapshot graph() {
        return graph;
    }

    Difference ingest(Asserted project) {
        return ingest(project.build(), DiffOptions.KEEP);
    }

    Difference ingest(Instance instance) {
        return ingest(instance, DiffOptions.KEEP);
    }

    Difference ingest(Instance instance, DiffOptions options) {
        return ingest(instance.metadata(), options);
    }

    Difference ingest(AirflowMetadata metadata, DiffOptions options) {
        return ingest(read(metadata), options);
    }

    /** What the instance asserts, before it is compared with anything. */
    SourceGraph read(AirflowMetadata metadata) {
        warnings.clear();
        IngestProgress progress = new IngestProgress() {
            @Override
            public void at(String stage, long done, long expected) {
                // nobody follows
            }

            @Override
            public void warn(JobWarning warning) {
                warnings.add(warning);
            }
        };
        return new AirflowReader(annotations, SQL::derive).read(metadata, progress);
    }

    void apply(GraphChange change) {
        graph = graph.apply(change, graph.revision().next());
    }

    Difference ingest(SourceGraph source, DiffOptions options) {
        Difference difference = GraphDiff.between(graph, source, options, UUID.randomUUID(), Instant.EPOCH);
        warnings.addAll(difference.warnings());
        if (!difference.change().isEmpty()) {
            graph = graph.apply(difference.change(), graph.revision().next());
        }
        return difference;
    }

    /** The codes of the warnings of the latest ingestion, sorted. */
    List<String> warned() {
        return warnings.stream().map(JobWarning::code).sorted().toList();
    }

    List<JobWarning> warnings() {
        return warnings;
    }

    Capsule capsule(String urn) {
        return graph.capsule(graph.find(NodeKind.CAPSULE, urn));
    }

    /** Edges by the last parts of their URNs, with attributes: {@code "daily.load -> orders {via=sql}"}, sorted. */
    List<String> edges(Relation relation) {
        List<String> edges = new ArrayList<>();
        var out = graph.out(relation);
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
            for (int i = 0; i < out.degree(row); i++) {
                var attributes = out.properties(row, i).attributes();
                edges.add(shown(row) + " -> " + shown(out.neighbour(row, i))
                        + (attributes.isEmpty() ? "" : " " + attributes));
            }
        }
        return edges.stream().sorted().toList();
    }

    List<String> flows() {
        return edges(Relation.FLOWS_TO);
    }

    private String shown(int row) {
        String urn = graph.urn(NodeKind.CAPSULE, row);
        return urn.substring(urn.lastIndexOf(':') + 1);
    }

    /** All nodes without their times, and all edges with their properties, as sorted lines. */
    Set<String> contents() {
        Set<String> lines = new TreeSet<>();
        for (NodeKind kind : NodeKind.values()) {
            for (int row = 0; row < graph.rows(kind); row++) {
                if (graph.alive(kind, row)) {
                    Node node = graph.node(kind, row);
                    lines.add(
                            node instanceof Capsule c
                                    ? c.urn() + c.domain() + c.owner() + c.detailsChecksum() + c.assertedBy()
                                    : node.toString());
                }
            }
        }
        for (Relation relation : Relation.values()) {
            var edges = graph.out(relation);
            for (int row = 0; row < graph.rows(relation.from()); row++) {
                for (int i = 0; i < edges.degree(row); i++) {
                    lines.add(relation + " " + graph.urn(relation.from(), row) + " "
                            + graph.urn(relation.to(), edges.neighbour(row, i)) + edges.properties(row, i));
                }
            }
        }
        return lines;
    }

    static String dag(String instance, String dag) {
        return Urn.capsule("airflow", "dag", dag, instance);
    }

    static String task(String instance, String dag, String task) {
        return new AirflowNames(instance).task(dag, task);
    }
}
