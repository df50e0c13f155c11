package io.datacapsule.export;

import io.datacapsule.graph.SnapshotGraph.Arc;
import io.datacapsule.graph.SnapshotGraph.Vertex;
import io.datacapsule.model.EdgeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.nio.GraphExporter;

/**
 * Writes a Mermaid flowchart: a class per layer, flows as solid arrows and other edges as dotted ones that name their type.
 *
 * <p>Renderers draw at most 500 edges and 50,000 characters unless their page sets {@code maxEdges} and {@code maxTextSize};
 * Mermaid ignores both in the text of a diagram, so a larger one says in a comment what it needs.
 */
final class MermaidExporter implements GraphExporter<Vertex, Arc> {

    private static final int EDGES_DRAWN_BY_DEFAULT = 500;
    /** Mermaid itself marks character references with this ligature. */
    private static final char REFERENCE = '\uFB02';

    private final GraphElements elements;

    MermaidExporter(GraphElements elements) {
        this.elements = elements;
    }

    @Override
    public void exportGraph(Graph<Vertex, Arc> graph, Writer writer) {
        try {
            int edges = graph.edgeSet().size();
            if (edges > EDGES_DRAWN_BY_DEFAULT) {
                writer.write(
                        "%% " + edges + " edges: draw it on a page that initialises Mermaid with maxEdges of at least "
                                + edges + " and maxTextSize of at least the size of this file.\n");
            }
            writer.write("flowchart LR\n");
            for (Map.Entry<String, String> layer : LayerColors.all().entrySet()) {
                writer.write(
                        "  classDef " + layer.getKey() + " fill:" + layer.getValue() + ",stroke:#666,color:#222\n");
            }
            for (Vertex vertex : graph.vertexSet()) {
                writer.write("  " + elements.id(vertex) + shape(vertex, quoted(elements.name(vertex))) + ":::"
                        + LayerColors.of(elements, vertex) + "\n");
            }
            for (Arc arc : graph.edgeSet()) {
                writer.write("  " + elements.id(arc.source()) + arrow(arc) + elements.id(arc.target()) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shape(Vertex vertex, String label) {
        return switch (vertex.kind()) {
            case CAPSULE -> '[' + label + ']';
            case COLUMN, OWNER -> '(' + label + ')';
            case TAG -> '>' + label + ']';
            case DOMAIN -> "([" + label + "])";
            case DATA_PRODUCT -> "[[" + label + "]]";
        };
    }

    private String arrow(Arc arc) {
        Map<String, String> properties = elements.properties(arc);
        EdgeType type = arc.relation().type();
        if (type == EdgeType.FLOWS_TO && properties.isEmpty()) {
            return " --> ";
        }
        StringBuilder label =
                new StringBuilder(type.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        properties.forEach(
                (name, value) -> label.append(", ").append(name).append(' ').append(value));
        return (type == EdgeType.FLOWS_TO ? " -->|" : " -.->|") + quoted(label.toString()) + "| ";
    }

    /**
     * A quoted label in which everything but letters, digits, spaces and a few marks is written as Mermaid's character
     * references, so that nothing in it is syntax, Markdown or HTML.
     */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16).append('"');
        text.codePoints().forEach(c -> {
            if (drawable(c)
                    || (c >= '0' && c <= '9')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || c == '_'
                    || c == '.'
                    || c == ',') {
                out.appendCodePoint(c);
            } else if (c <= ' ' || (c >= 0x7F && c != REFERENCE)) {
                out.append(' ');
            } else {
                out.append('#').append(c).append(';');
            }
        });
        return out.append('"').toString();
    }

    private static boolean drawable(int c) {
        return c >= 0xA0 && c != REFERENCE && Character.isDefined(c) && !Character.isSpaceChar(c);
    }
}
