package io.datacapsule.ingest.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import io.datacapsule.ingest.DiffOptions;
import io.datacapsule.ingest.GraphDiff;
import io.datacapsule.ingest.GraphDiff.Difference;
import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.ingest.dbt.DbtArtifacts;
import io.datacapsule.ingest.dbt.DbtReader;
import io.datacapsule.model.Edge;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.sql.SqlLimits;
import io.datacapsule.sql.SqlLineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Column lineage of real projects and of a generated one whose true edges are known. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealProjectsTests {

    private static final Path DATA = Path.of("../../shared/data/dbt");
    private static final Path GENERATOR = Path.of("../../shared/tools/generate_dbt_project.py");

    private SqlLineage engine;
    private LineageDerivation derivation;

    @BeforeAll
    void start() {
        engine = new SqlLineage(SqlLimits.DEFAULT);
        derivation = new LineageDerivation(engine::derive);
    }

    @AfterAll
    void stop() {
        derivation.close();
        engine.close();
    }

    static List<Path> projects() throws IOException {
        if (!Files.isDirectory(DATA)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(DATA)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("manifest.json")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("projects")
    void everyEdgeStandsBetweenColumnsAndASecondRunChangesNothing(Path project) {
        SourceGraph source = read(project, GraphSnapshot.empty());
        Difference first = compare(GraphSnapshot.empty(), source);
        GraphSnapshot graph = GraphSnapshot.empty().apply(first.change(), new Revision(1));
        assertThat(edges(graph)).hasSize(first.counts().columnEdgesCreated());
        SourceGraph again = read(project, graph);
        assertThat(compare(graph, again).change().isEmpty()).isTrue();
    }

    @Test
    void findsTheTrueEdgesOfAGeneratedProject(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isRegularFile(GENERATOR), "the generator of projects is not there");
        Process generator = new ProcessBuilder("python3", GENERATOR.toString(), folder.toString(), "--models", "500")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(generator.waitFor()).isZero();
        Set<String> truth = new HashSet<>();
        for (String line : Files.readAllLines(folder.resolve("column_edges.tsv"))) {
            String[] ends = line.split("\t", -1);
            truth.add(ends[1] + " from " + ends[0]);
        }
        SourceGraph source = read(folder, GraphSnapshot.empty());
        Difference difference = compare(GraphSnapshot.empty(), source);
        Set<String> found = new TreeSet<>();
        difference.change().edgesCreated().stream()
                .filter(edge -> edge.relation() == Relation.DERIVED_FROM)
                .forEach(edge -> found.add(edge.from() + " from " + edge.to()));
        assertThat(found).isEqualTo(new TreeSet<>(truth));
        assertThat(difference.counts().unresolvedColumns()).isZero();
    }

    private SourceGraph read(Path project, GraphSnapshot graph) {
        IngestProgress progress = new IngestProgress() {
            @Override
            public void at(String stage, long done, long expected) {}

            @Override
            public void warn(JobWarning warning) {}
        };
        return derivation.derive(new DbtReader().read(DbtArtifacts.in(project), null, progress), graph, progress);
    }

    private static Difference compare(GraphSnapshot graph, SourceGraph source) {
        return GraphDiff.between(
                graph, source, DiffOptions.KEEP, new UUID(0, 1), Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static List<Edge.Key> edges(GraphSnapshot graph) {
        List<Edge.Key> edges = new ArrayList<>();
        for (int row = 0; row < graph.rows(NodeKind.COLUMN); row++) {
            for (Relation relation : List.of(Relation.DERIVED_FROM, Relation.INFLUENCED_BY)) {
                for (int i = 0; i < graph.out(relation).degree(row); i++) {
                    edges.add(new Edge.Key(
                            relation,
                            graph.urn(NodeKind.COLUMN, row),
                            graph.urn(NodeKind.COLUMN, graph.out(relation).neighbour(row, i))));
                }
            }
        }
        return edges;
    }
}
