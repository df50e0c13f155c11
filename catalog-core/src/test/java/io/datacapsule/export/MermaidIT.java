package io.datacapsule.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.SnapshotGraph;
import io.datacapsule.model.EdgeType;
import io.datacapsule.model.NodeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Mermaid itself parses the flowcharts that were written. */
class MermaidIT {

    private static final Path SOURCES = Path.of("src/test/mermaid");
    private static final Path FOLDER = Path.of("target/mermaid");

    @BeforeAll
    static void needsMermaid() throws IOException {
        Programs.require("Node.js", "node", "--version");
        Programs.require("npm", "npm", "--version");
        Path lock = FOLDER.resolve("package-lock.json");
        boolean installed = Files.exists(FOLDER.resolve("node_modules/mermaid/package.json"))
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", "parse.mjs")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!installed) {
            Programs.run(FOLDER, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        }
    }

    @Test
    void parsesTheSameGraphs() throws IOException {
        Map<String, GraphSnapshot> graphs = new TreeMap<>();
        graphs.put("empty.mmd", GraphSnapshot.empty());
        graphs.put("hostile.mmd", SampleGraphs.hostile());
        for (int number = 1; number <= 60; number++) {
            graphs.put("random" + number + ".mmd", SampleGraphs.random(number));
        }
        Path folder = Files.createTempDirectory(FOLDER, "graphs").toAbsolutePath();
        for (Map.Entry<String, GraphSnapshot> graph : graphs.entrySet()) {
            Files.writeString(
                    folder.resolve(graph.getKey()),
                    ExportedTexts.export(graph.getValue(), ExportedTexts.ALL, ExportFormat.MERMAID));
        }
        JsonMapper json = new JsonMapper();
        List<String> read = new ArrayList<>();
        Programs.run(FOLDER, "node", "parse.mjs", folder.toString()).lines().forEach(line -> {
            JsonNode parsed = json.readTree(line);
            String file = parsed.get("file").asString();
            read.add(file);
            GraphElements elements = new GraphElements(
                    GraphExport.of(graphs.get(file), ExportedTexts.ALL).graph());
            assertThat(nodes(parsed)).as(file).containsExactlyInAnyOrderElementsOf(nodes(elements));
            assertThat(edges(parsed)).as(file).containsExactlyInAnyOrderElementsOf(edges(elements));
        });

        assertThat(read).containsExactlyElementsOf(graphs.keySet());
    }

    private static List<String> nodes(JsonNode parsed) {
        return parsed.get("nodes")
                .valueStream()
                .map(node -> node.get("id").asString()
                        + ' '
                        + node.get("classes").get(0).asString()
                        + ' '
                        + label(node.get("label").asString()))
                .toList();
    }

    private static List<String> nodes(GraphElements elements) {
        return elements.graph().vertexSet().stream()
                .map(vertex ->
                        elements.id(vertex) + ' ' + className(elements, vertex) + ' ' + label(elements.name(vertex)))
                .toList();
    }

    private static String className(GraphElements elements, SnapshotGraph.Vertex vertex) {
        String kind = GraphElements.kind(vertex);
        return vertex.kind() == NodeKind.CAPSULE
                        && !elements.text(vertex, "layer").isEmpty()
                ? elements.text(vertex, "layer")
                : kind;
    }

    private static List<String> edges(JsonNode parsed) {
        return parsed.get("edges")
                .valueStream()
                .map(edge -> edge.get("source").asString()
                        + ' '
                        + edge.get("target").asString()
                        + ' '
                        + edge.get("stroke").asString()
                        + ' '
                        + label(edge.get("label").asString()))
                .toList();
    }

    private static List<String> edges(GraphElements elements) {
        return elements.graph().edgeSet().stream()
                .map(arc -> {
                    Map<String, String> properties = elements.properties(arc);
                    boolean flow = arc.relation().type() == EdgeType.FLOWS_TO;
                    StringBuilder label = new StringBuilder();
                    if (!flow || !properties.isEmpty()) {
                        label.append(arc.relation()
                                .type()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' '));
                        properties.forEach((name, value) ->
                                label.append(", ").append(name).append(' ').append(value));
                    }
                    return elements.id(arc.source())
                            + ' '
                            + elements.id(arc.target())
                            + ' '
                            + (flow ? "normal " : "dotted ")
                            + label(label.toString());
                })
                .toList();
    }

    /** White space and control characters are of no account in a drawing. */
    private static String label(String text) {
        return text.replaceAll("[\\p{Z}\\p{Cc}\\p{Cn}\\s\ufeff]", "");
    }
}
