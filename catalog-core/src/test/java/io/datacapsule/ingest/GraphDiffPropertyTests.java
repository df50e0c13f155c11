package io.datacapsule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.GraphDiff.Difference;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random histories of a project: however it got there, the graph is the one that a clean ingest of the last state gives. */
class GraphDiffPropertyTests {

    private static final DiffOptions CLEANUP = new DiffOptions(true, 1, false);

    @RepeatedTest(200)
    void aHistoryEndsWhereACleanIngestOfItsLastStateDoes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        GraphSnapshot graph = GraphSnapshot.empty();
        SourceGraph last = state(random);
        for (int step = 0; step < 6; step++) {
            last = state(random);
            graph = ingest(graph, last);
        }

        assertThat(GraphDiff.between(graph, last, CLEANUP, UUID.randomUUID(), Instant.EPOCH)
                        .change()
                        .isEmpty())
                .as("repeating the last state changes nothing")
                .isTrue();
        assertThat(contents(graph)).isEqualTo(contents(ingest(GraphSnapshot.empty(), last)));
    }

    private static GraphSnapshot ingest(GraphSnapshot graph, SourceGraph source) {
        Difference difference = GraphDiff.between(graph, source, CLEANUP, UUID.randomUUID(), Instant.EPOCH);
        return difference.change().isEmpty()
                ? graph
                : graph.apply(difference.change(), graph.revision().next());
    }

    private static SourceGraph state(Random random) {
        Asserted project = Asserted.by("p");
        int models = random.nextInt(8);
        for (int i = 0; i < models; i++) {
            String name = "m" + random.nextInt(10);
            project.model(name);
            for (int u = random.nextInt(3); u > 0; u--) {
                project.flow("m" + random.nextInt(10) + " -> " + name);
            }
            project.model(name)
                    .domain(random.nextBoolean() ? "d" + random.nextInt(3) : "")
                    .owner(random.nextBoolean() ? "o" + random.nextInt(3) : "");
        }
        Set<String> columns = new TreeSet<>();
        for (int i = 0; i < models; i++) {
            String model = "m" + random.nextInt(10);
            String column = "c" + random.nextInt(4);
            if (columns.add(model + column)) {
                project.model(model).column(column, random.nextBoolean() ? "int" : "text");
                if (random.nextBoolean()) {
                    project.columnTag("t" + random.nextInt(3));
                }
            }
            if (columns.add(model)) {
                project.tag("t" + random.nextInt(3));
            }
        }
        return project.build();
    }

    /** Nodes without their times, and edges with their properties, as sorted lines. */
    private static Set<String> contents(GraphSnapshot graph) {
        Set<String> lines = new TreeSet<>();
        for (NodeKind kind : NodeKind.values()) {
            for (int row = 0; row < graph.rows(kind); row++) {
                if (graph.alive(kind, row)) {
                    Node node = graph.node(kind, row);
                    lines.add(
                            node instanceof Capsule capsule
                                    ? capsule.urn() + capsule.domain() + capsule.owner() + capsule.assertedBy()
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
}
