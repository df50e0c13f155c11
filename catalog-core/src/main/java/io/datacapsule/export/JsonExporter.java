package io.datacapsule.export;

import io.datacapsule.graph.SnapshotGraph.Arc;
import io.datacapsule.graph.SnapshotGraph.Vertex;
import java.io.Writer;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.nio.GraphExporter;
import tools.jackson.core.JsonGenerator;

/** Writes nodes and edges as two lists; {@code complete} comes last, so a text that was cut off cannot claim it. */
final class JsonExporter implements GraphExporter<Vertex, Arc> {

    private final GraphElements elements;

    JsonExporter(GraphElements elements) {
        this.elements = elements;
    }

    @Override
    public void exportGraph(Graph<Vertex, Arc> graph, Writer writer) {
        try (JsonGenerator json = JsonTexts.generator(writer)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("nodes");
            for (Vertex vertex : graph.vertexSet()) {
                json.writeStartObject();
                json.writeStringProperty("id", elements.id(vertex));
                json.writeStringProperty("kind", GraphElements.kind(vertex));
                elements.properties(vertex).forEach((name, value) -> JsonTexts.property(json, name, value));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("edges");
            for (Arc arc : graph.edgeSet()) {
                json.writeStartObject();
                json.writeStringProperty("source", elements.id(arc.source()));
                json.writeStringProperty("target", elements.id(arc.target()));
                json.writeStringProperty("type", arc.relation().type().name());
                Map<String, String> properties = elements.properties(arc);
                if (!properties.isEmpty()) {
                    json.writeObjectPropertyStart("properties");
                    properties.forEach(json::writeStringProperty);
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberProperty("revision", elements.revision());
            json.writeBooleanProperty("complete", true);
            json.writeEndObject();
        }
    }
}
