package io.datacapsule.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import io.datacapsule.graph.SnapshotLoader;
import io.datacapsule.model.Column;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Relation;
import io.datacapsule.query.SampleCatalog;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.EdgeReversedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random graphs with cycles, self-loops, diamonds and islands: the walk finds what JGraphT's breadth-first search finds. */
class LineageOracleTests {

    private static final LineageService SERVICE = new LineageService(LineageLimits.DEFAULTS);

    @RepeatedTest(300)
    void findsWhatBreadthFirstSearchOfJGraphTFinds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int nodes = 1 + random.nextInt(repetition.getCurrentRepetition() % 20 == 0 ? 4000 : 40);
        Graph<Integer, DefaultEdge> graph = random(random, nodes);
        Relation relation = random.nextBoolean() ? Relation.FLOWS_TO : Relation.DERIVED_FROM;
        GraphSnapshot snapshot = relation == Relation.FLOWS_TO ? capsules(graph) : columns(graph);
        for (Direction direction : Direction.values()) {
            int root = random.nextInt(nodes);
            int depth = 1 + random.nextInt(6);
            Lineage lineage =
                    SERVICE.walk(snapshot, new LineageQuery(relation, root, direction, depth, Integer.MAX_VALUE));
            Map<Integer, Integer> up = direction == Direction.DOWNSTREAM
                    ? Map.of(root, 0)
                    : distances(new EdgeReversedGraph<>(graph), root);
            Map<Integer, Integer> down = direction == Direction.UPSTREAM ? Map.of(root, 0) : distances(graph, root);

            assertThat(distances(lineage)).isEqualTo(expected(up, down, depth));
            assertThat(edges(lineage)).isEqualTo(among(graph, distances(lineage).keySet()));
            assertThat(lineage.complete()).isEqualTo(within(up, depth) && within(down, depth));
            assertThat(lineage.omittedNodes()).isZero();
            checkLimit(snapshot, lineage, 1 + random.nextInt(10));
        }
    }

    private static void checkLimit(GraphSnapshot snapshot, Lineage all, int most) {
        LineageQuery query = all.query();
        Lineage some = SERVICE.walk(
                snapshot,
                new LineageQuery(query.relation(), query.roots().getFirst(), query.direction(), query.depth(), most));
        assertThat(some.nodes()).isEqualTo(Math.min(most, all.nodes()));
        assertThat(some.omittedNodes()).isEqualTo(all.nodes() - some.nodes());
        assertThat(IntStream.range(0, some.nodes()).map(some::row).toArray())
                .isEqualTo(IntStream.range(0, some.nodes()).map(all::row).toArray());
        Set<Integer> kept = distances(some).keySet();
        assertThat(edges(some))
                .isEqualTo(edges(all).stream().filter(e -> kept.containsAll(e)).collect(Collectors.toSet()));
    }

    private static boolean within(Map<Integer, Integer> distances, int depth) {
        return distances.values().stream().allMatch(distance -> distance <= depth);
    }

    /** With the limit on both sides the nearer one counts. */
    private static Map<Integer, Integer> expected(Map<Integer, Integer> up, Map<Integer, Integer> down, int depth) {
        Map<Integer, Integer> nearest = new TreeMap<>();
        List.of(up, down)
                .forEach(side -> side.forEach((node, distance) -> {
                    if (distance <= depth) {
                        nearest.merge(node, distance, Math::min);
                    }
                }));
        return nearest;
    }

    private static Map<Integer, Integer> distances(Lineage lineage) {
        Map<Integer, Integer> distances = new TreeMap<>();
        IntStream.range(0, lineage.nodes()).forEach(n -> distances.put(lineage.row(n), lineage.depth(n)));
        return distances;
    }

    private static Map<Integer, Integer> distances(Graph<Integer, DefaultEdge> graph, int root) {
        BreadthFirstIterator<Integer, DefaultEdge> nodes = new BreadthFirstIterator<>(graph, root);
        Map<Integer, Integer> distances = new TreeMap<>();
        nodes.forEachRemaining(node -> distances.put(node, nodes.getDepth(node)));
        return distances;
    }

    private static Set<List<Integer>> edges(Lineage lineage) {
        Set<List<Integer>> edges = new HashSet<>();
        for (int e = 0; e < lineage.edges(); e++) {
            boolean isNew = edges.add(List.of(lineage.row(lineage.source(e)), lineage.row(lineage.target(e))));
            assertThat(isNew).isTrue();
        }
        return edges;
    }

    private static Set<List<Integer>> among(Graph<Integer, DefaultEdge> graph, Set<Integer> nodes) {
        return graph.edgeSet().stream()
                .map(e -> List.of(graph.getEdgeSource(e), graph.getEdgeTarget(e)))
                .filter(nodes::containsAll)
                .collect(Collectors.toSet());
    }

    private static Graph<Integer, DefaultEdge> random(Random random, int nodes) {
        Graph<Integer, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        IntStream.range(0, nodes).forEach(graph::addVertex);
        for (int e = random.nextInt(nodes * 3); e > 0; e--) {
            int hub = random.nextInt(4) == 0 ? 0 : random.nextInt(nodes);
            graph.addEdge(hub, random.nextInt(nodes));
        }
        return graph;
    }

    private static GraphSnapshot capsules(Graph<Integer, DefaultEdge> graph) {
        SnapshotLoader loader = new SnapshotLoader();
        graph.vertexSet().forEach(v -> loader.node(SampleCatalog.model("m" + v, "main")));
        EdgeProperties properties = EdgeProperties.assertedBy("dbt:shop");
        graph.edgeSet()
                .forEach(e ->
                        loader.edge(Relation.FLOWS_TO, graph.getEdgeSource(e), graph.getEdgeTarget(e), properties));
        return loader.finish(new Revision(1));
    }

    /** Columns, whose edges are drawn against the flow. */
    private static GraphSnapshot columns(Graph<Integer, DefaultEdge> graph) {
        SnapshotLoader loader = new SnapshotLoader();
        loader.node(SampleCatalog.model("m", "main"));
        graph.vertexSet().forEach(v -> loader.node(column(v)));
        EdgeProperties properties = EdgeProperties.assertedBy("dbt:shop");
        graph.edgeSet()
                .forEach(e ->
                        loader.edge(Relation.DERIVED_FROM, graph.getEdgeTarget(e), graph.getEdgeSource(e), properties));
        return loader.finish(new Revision(1));
    }

    private static Column column(int number) {
        return new Column(
                SampleCatalog.urn("m"), "c" + number, null, 0, null, null, null, null, 0, null, null, List.of());
    }
}
