package io.datacapsule.export;

import io.datacapsule.graph.SnapshotGraph.Arc;
import io.datacapsule.graph.SnapshotGraph.Vertex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.GraphExporter;
import org.jgrapht.nio.graphml.GraphMLExporter;
import org.jgrapht.nio.graphml.GraphMLExporter.AttributeCategory;

/** Sets up JGraphT's GraphML exporter, which streams. Characters that XML cannot hold are replaced. */
final class GraphMlExport {

    private static final List<String> TEXTS = List.of(
            "urn",
            "name",
            "kind",
            "layer",
            "domain",
            "owner",
            "materialization",
            "description",
            "data_type",
            "semantic_type",
            "pii_type",
            "category",
            "sensitivity_level",
            "status",
            "version");

    private GraphMlExport() {}

    static GraphExporter<Vertex, Arc> of(GraphElements elements) {
        GraphMLExporter<Vertex, Arc> exporter = new GraphMLExporter<>(elements::id);
        exporter.registerAttribute("type", AttributeCategory.ALL, AttributeType.STRING);
        TEXTS.forEach(name -> exporter.registerAttribute(name, AttributeCategory.NODE, AttributeType.STRING));
        exporter.registerAttribute("has_pii", AttributeCategory.NODE, AttributeType.BOOLEAN);
        exporter.registerAttribute("column_count", AttributeCategory.NODE, AttributeType.INT);
        elements.edgeProperties()
                .forEach(name ->
                        exporter.registerAttribute(edgeProperty(name), AttributeCategory.EDGE, AttributeType.STRING));
        exporter.setVertexAttributeProvider(new LastAsked<>(vertex -> node(elements, vertex)));
        exporter.setEdgeAttributeProvider(new LastAsked<>(arc -> edge(elements, arc)));
        return exporter;
    }

    /** JGraphT registers a name once, be it for nodes or for edges. */
    private static String edgeProperty(String name) {
        String clean = CleanText.xml(name);
        boolean taken = TEXTS.contains(clean)
                || List.of("type", "has_pii", "column_count").contains(clean);
        return taken ? "edge_" + clean : clean;
    }

    private static Map<String, Attribute> node(GraphElements elements, Vertex vertex) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("kind", DefaultAttribute.createAttribute(GraphElements.kind(vertex)));
        elements.properties(vertex)
                .forEach((name, value) -> attributes.put(
                        name,
                        switch (value) {
                            case Boolean truth -> DefaultAttribute.createAttribute(truth);
                            case Integer number -> DefaultAttribute.createAttribute(number);
                            default -> DefaultAttribute.createAttribute(CleanText.xml(value.toString()));
                        }));
        return attributes;
    }

    private static Map<String, Attribute> edge(GraphElements elements, Arc arc) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put(
                "type", DefaultAttribute.createAttribute(arc.relation().type().name()));
        elements.properties(arc)
                .forEach((name, value) ->
                        attributes.put(edgeProperty(name), DefaultAttribute.createAttribute(CleanText.xml(value))));
        return attributes;
    }
}
