package io.datacapsule.export;

import io.datacapsule.graph.SnapshotGraph.Arc;
import io.datacapsule.graph.SnapshotGraph.Vertex;
import io.datacapsule.model.EdgeType;
import io.datacapsule.model.Urn;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.nio.GraphExporter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes JSON-LD 1.1. A node is a resource named by its URN, with its label as its class; an edge is a triple whose predicate is
 * its type ({@code flowsTo}, {@code derivedFrom} …). An edge that has properties is described a second time, as an
 * {@code rdf:Statement} named by a UUID that follows from the edge. All terms are in the vocabulary {@value #VOCABULARY}.
 */
final class JsonLdExporter implements GraphExporter<Vertex, Arc> {

    static final String VOCABULARY = "urn:dcs:vocabulary:";
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    private final GraphElements elements;

    JsonLdExporter(GraphElements elements) {
        this.elements = elements;
    }

    @Override
    public void exportGraph(Graph<Vertex, Arc> graph, Writer writer) {
        try (JsonGenerator json = JsonTexts.generator(writer)) {
            json.writeStartObject();
            context(json);
            json.writeArrayPropertyStart("@graph");
            for (Vertex vertex : graph.vertexSet()) {
                json.writeStartObject();
                json.writeStringProperty("@id", iri(vertex));
                json.writeStringProperty("@type", vertex.kind().label());
                elements.properties(vertex).forEach((name, value) -> JsonTexts.property(json, name, value));
                edges(graph, vertex, json);
                json.writeEndObject();
            }
            for (Arc arc : graph.edgeSet()) {
                statement(arc, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void context(JsonGenerator json) {
        json.writeObjectPropertyStart("@context");
        json.writeNumberProperty("@version", 1.1f);
        json.writeStringProperty("@vocab", VOCABULARY);
        json.writeStringProperty("rdf", RDF);
        for (String term : new String[] {"rdf:subject", "rdf:predicate", "rdf:object"}) {
            reference(json, term, "@id");
        }
        for (EdgeType type : EdgeType.values()) {
            reference(json, term(type), "@id");
        }
        json.writeEndObject();
    }

    private static void reference(JsonGenerator json, String term, String type) {
        json.writeObjectPropertyStart(term);
        json.writeStringProperty("@type", type);
        json.writeEndObject();
    }

    private void edges(Graph<Vertex, Arc> graph, Vertex vertex, JsonGenerator json) {
        @Nullable EdgeType open = null;
        for (Arc arc : graph.outgoingEdgesOf(vertex)) {
            EdgeType type = arc.relation().type();
            if (type != open) {
                if (open != null) {
                    json.writeEndArray();
                }
                json.writeArrayPropertyStart(term(type));
                open = type;
            }
            json.writeString(iri(arc.target()));
        }
        if (open != null) {
            json.writeEndArray();
        }
    }

    private void statement(Arc arc, JsonGenerator json) {
        Map<String, String> properties = elements.properties(arc);
        if (properties.isEmpty()) {
            return;
        }
        String subject = iri(arc.source());
        String predicate = VOCABULARY + term(arc.relation().type());
        String object = iri(arc.target());
        json.writeStartObject();
        json.writeStringProperty("@id", "urn:uuid:" + Urn.id(subject + ' ' + predicate + ' ' + object));
        json.writeStringProperty("@type", "rdf:Statement");
        json.writeStringProperty("rdf:subject", subject);
        json.writeStringProperty("rdf:predicate", predicate);
        json.writeStringProperty("rdf:object", object);
        properties.forEach((name, value) -> json.writeStringProperty(VOCABULARY + CleanText.iri(name), value));
        json.writeEndObject();
    }

    private String iri(Vertex vertex) {
        return CleanText.iri(elements.urn(vertex));
    }

    /** The predicate of an edge type: {@code FLOWS_TO} is {@code flowsTo}. */
    static String term(EdgeType type) {
        StringBuilder term = new StringBuilder();
        for (String word : type.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            term.append(term.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return term.toString();
    }
}
