package io.datacapsule.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Graphviz reads and draws the graph that was written as DOT. */
class GraphvizIT {

    private static final Set<String> DRAWING = Set.of("_gvid", "label", "shape", "style", "fillcolor");

    @TempDir
    Path folder;

    @BeforeAll
    static void needsGraphviz() {
        Programs.require("graphviz", "dot", "-V");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void readsAndDrawsTheSameGraph(int number) throws Exception {
        reads(SampleGraphs.random(number));
    }

    @Test
    void readsAndDrawsHostileTexts() throws Exception {
        reads(SampleGraphs.hostile());
    }

    @Test
    void drawsNamesAsTheyAre() throws Exception {
        GraphSnapshot graph = SampleGraphs.hostile();
        List<String> labels = new ArrayList<>();
        for (Element node : elements(draw(graph), "node")) {
            StringBuilder label = new StringBuilder();
            NodeList texts = node.getElementsByTagName("text");
            for (int i = 0; i < texts.getLength(); i++) {
                label.append(texts.item(i).getTextContent());
            }
            labels.add(spaceless(label.toString()));
        }
        List<String> names = new ArrayList<>();
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
            names.add(spaceless(ExportedTexts.xml(graph.name(NodeKind.CAPSULE, row))));
        }

        assertThat(labels).containsExactlyInAnyOrderElementsOf(names);
    }

    private static String spaceless(String text) {
        return text.replaceAll("[\\s\u00a0]", "");
    }

    private void reads(GraphSnapshot graph) throws Exception {
        Path dot = Files.writeString(
                folder.resolve("graph.dot"), ExportedTexts.export(graph, ExportedTexts.ALL, ExportFormat.DOT));
        JsonNode json = new JsonMapper().readTree(Programs.run(folder, "dot", "-Tdot_json", dot.toString()));
        Exported expected = Exported.of(graph, ExportedTexts.KINDS, GraphvizIT::dot);

        assertThat(read(json).lines()).containsExactlyElementsOf(expected.lines());
        Document svg = draw(graph);
        assertThat(elements(svg, "node")).hasSameSizeAs(expected.nodes().keySet());
        assertThat(elements(svg, "edge")).hasSameSizeAs(expected.edges());
    }

    /** Backslashes are doubled and line breaks are written as Graphviz writes them. */
    private static String dot(String text) {
        return ExportedTexts.xml(text).replace("\\", "\\\\").replaceAll("\r\n|\r|\n", "\\\\n");
    }

    private Document draw(GraphSnapshot graph) throws Exception {
        Path dot = folder.resolve("drawn.dot");
        try (var out = Files.newOutputStream(dot)) {
            GraphExport.of(graph, ExportedTexts.ALL).write(ExportFormat.DOT, out);
        }
        Path svg = folder.resolve("drawn.svg");
        Programs.run(folder, "dot", "-Tsvg", dot.toString(), "-o", svg.toString());
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(svg.toFile());
    }

    private static List<Element> elements(Document svg, String type) {
        List<Element> found = new ArrayList<>();
        NodeList groups = svg.getElementsByTagName("g");
        for (int i = 0; i < groups.getLength(); i++) {
            if (groups.item(i) instanceof Element group
                    && group.getAttribute("class").equals(type)) {
                found.add(group);
            }
        }
        return found;
    }

    private static Exported read(JsonNode json) {
        Map<String, Map<String, String>> nodes = new TreeMap<>();
        Map<Integer, String> urns = new HashMap<>();
        for (JsonNode node : json.path("objects")) {
            Map<String, String> texts = texts(node);
            // Graphviz gives the id of a node as its name; in a label it reads HTML entities
            texts.put("name", node.get("label").asString().replace("&amp;", "&"));
            urns.put(node.get("_gvid").asInt(), texts.get("urn"));
            nodes.put(texts.get("urn"), texts);
        }
        List<Map<String, String>> edges = new ArrayList<>();
        for (JsonNode edge : json.path("edges")) {
            Map<String, String> texts = texts(edge);
            texts.put("from", urns.get(edge.get("tail").asInt()));
            texts.put("to", urns.get(edge.get("head").asInt()));
            texts.remove("tail");
            texts.remove("head");
            edges.add(texts);
        }
        return new Exported(nodes, edges);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties().forEach(p -> {
            if (!DRAWING.contains(p.getKey()) && !p.getValue().asString().isEmpty()) {
                texts.put(p.getKey(), p.getValue().asString());
            }
        });
        return texts;
    }
}
