package io.datacapsule.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.GraphSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonExportTests {

    private static final JsonMapper JSON = new JsonMapper();

    @RepeatedTest(100)
    void holdsTheGraph(RepetitionInfo repetition) {
        holds(SampleGraphs.random(repetition.getCurrentRepetition()));
    }

    @Test
    void keepsHostileTexts() {
        holds(SampleGraphs.hostile());
    }

    @Test
    void saysItsRevisionAndThatItIsComplete() {
        JsonNode json =
                JSON.readTree(ExportedTexts.export(SampleGraphs.random(6), ExportedTexts.ALL, ExportFormat.JSON));

        assertThat(json.get("revision").asLong()).isEqualTo(7);
        assertThat(json.get("complete").asBoolean()).isTrue();
    }

    private static void holds(GraphSnapshot graph) {
        JsonNode json = JSON.readTree(ExportedTexts.export(graph, ExportedTexts.ALL, ExportFormat.JSON));

        assertThat(read(json).lines())
                .containsExactlyElementsOf(Exported.of(graph, ExportedTexts.KINDS, ExportedTexts::unicode)
                        .lines());
    }

    private static Exported read(JsonNode json) {
        Map<String, Map<String, String>> nodes = new TreeMap<>();
        Map<String, String> urns = new HashMap<>();
        for (JsonNode node : json.get("nodes")) {
            Map<String, String> properties = texts(node);
            urns.put(properties.remove("id"), properties.get("urn"));
            nodes.put(properties.get("urn"), properties);
        }
        assertThat(urns)
                .as("ids are unique")
                .hasSameSizeAs(nodes)
                .hasSize(json.get("nodes").size());
        List<Map<String, String>> edges = new ArrayList<>();
        for (JsonNode edge : json.get("edges")) {
            Map<String, String> properties = texts(edge.path("properties"));
            properties.put("type", edge.get("type").asString());
            properties.put("from", urns.get(edge.get("source").asString()));
            properties.put("to", urns.get(edge.get("target").asString()));
            edges.add(properties);
        }
        return new Exported(nodes, edges);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties().forEach(p -> texts.put(p.getKey(), p.getValue().asString()));
        return texts;
    }
}
