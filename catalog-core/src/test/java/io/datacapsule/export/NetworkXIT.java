package io.datacapsule.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.GraphSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** NetworkX reads the graph that was written as GraphML. */
class NetworkXIT {

    @TempDir
    Path folder;

    @BeforeAll
    static void needsNetworkX() {
        Programs.require("python3-networkx", "python3", "-c", "import networkx");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void readsTheSameGraph(int number) throws IOException {
        reads(SampleGraphs.random(number));
    }

    @Test
    void readsHostileTexts() throws IOException {
        reads(SampleGraphs.hostile());
    }

    private void reads(GraphSnapshot graph) throws IOException {
        Path file = Files.writeString(
                folder.resolve("graph.graphml"), ExportedTexts.export(graph, ExportedTexts.ALL, ExportFormat.GRAPHML));
        String script =
                Path.of("src/test/python/read_graphml.py").toAbsolutePath().toString();
        JsonNode json = new JsonMapper().readTree(Programs.run(folder, "python3", script, file.toString()));

        assertThat(read(json).lines())
                .containsExactlyElementsOf(Exported.of(graph, ExportedTexts.KINDS, ExportedTexts::xml)
                        .lines());
    }

    private static Exported read(JsonNode json) {
        Map<String, Map<String, String>> nodes = new TreeMap<>();
        Map<String, String> urns = new HashMap<>();
        json.get("nodes").forEach(node -> {
            Map<String, String> texts = texts(node);
            urns.put(texts.remove("id"), texts.get("urn"));
            nodes.put(texts.get("urn"), texts);
        });
        List<Map<String, String>> edges = new ArrayList<>();
        json.get("edges").forEach(edge -> {
            Map<String, String> texts = texts(edge);
            texts.put("from", urns.get(texts.remove("source")));
            texts.put("to", urns.get(texts.remove("target")));
            texts.remove("id");
            edges.add(texts);
        });
        return new Exported(nodes, edges);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties().forEach(p -> texts.put(p.getKey(), p.getValue().asString()));
        return texts;
    }
}
