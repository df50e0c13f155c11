package io.datacapsule.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.GraphSnapshot;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.jgrapht.util.SupplierUtil;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** JGraphT's importer, which checks the GraphML schema, reads the graph that was written. */
class GraphMlExportTests {

    @RepeatedTest(100)
    void isReadBackAsTheSameGraph(RepetitionInfo repetition) {
        isReadBack(SampleGraphs.random(repetition.getCurrentRepetition()));
    }

    @Test
    void keepsHostileTexts() {
        isReadBack(SampleGraphs.hostile());
    }

    @Test
    void isReadBackWhenThereIsNothing() {
        isReadBack(GraphSnapshot.empty());
    }

    private static void isReadBack(GraphSnapshot graph) {
        String xml = ExportedTexts.export(graph, ExportedTexts.ALL, ExportFormat.GRAPHML);

        assertThat(read(xml).lines())
                .containsExactlyElementsOf(Exported.of(graph, ExportedTexts.KINDS, ExportedTexts::xml)
                        .lines());
    }

    private static Exported read(String xml) {
        Graph<Integer, DefaultEdge> graph = new DirectedPseudograph<>(
                SupplierUtil.createIntegerSupplier(), SupplierUtil.DEFAULT_EDGE_SUPPLIER, false);
        Map<Integer, Map<String, String>> nodes = new HashMap<>();
        Map<DefaultEdge, Map<String, String>> edges = new HashMap<>();
        GraphMLImporter<Integer, DefaultEdge> importer = new GraphMLImporter<>();
        importer.addVertexAttributeConsumer((key, value) ->
                nodes.computeIfAbsent(key.getFirst(), _ -> new TreeMap<>()).put(key.getSecond(), value.getValue()));
        importer.addEdgeAttributeConsumer((key, value) ->
                edges.computeIfAbsent(key.getFirst(), _ -> new TreeMap<>()).put(key.getSecond(), value.getValue()));
        importer.importGraph(graph, new StringReader(xml));
        Map<String, Map<String, String>> byUrn = new TreeMap<>();
        graph.vertexSet().forEach(vertex -> {
            nodes.get(vertex).remove("ID");
            byUrn.put(nodes.get(vertex).get("urn"), nodes.get(vertex));
        });
        assertThat(byUrn).hasSameSizeAs(graph.vertexSet());
        List<Map<String, String>> ended = new ArrayList<>();
        graph.edgeSet().forEach(edge -> {
            Map<String, String> properties = edges.get(edge);
            properties.keySet().removeIf(name -> name.equals("source") || name.equals("target"));
            properties.put("from", nodes.get(graph.getEdgeSource(edge)).get("urn"));
            properties.put("to", nodes.get(graph.getEdgeTarget(edge)).get("urn"));
            ended.add(properties);
        });
        return new Exported(byUrn, ended);
    }
}
