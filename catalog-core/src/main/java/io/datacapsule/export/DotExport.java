package io.datacapsule.export;

import io.datacapsule.graph.SnapshotGraph.Arc;
import io.datacapsule.graph.SnapshotGraph.Vertex;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.graph.GraphDelegator;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.GraphExporter;
import org.jgrapht.nio.dot.DOTExporter;

/**
 * Gives the graph to JGraphT's DOT exporter in slices: it remembers the id of every node that it writes, so that one run over a
 * large graph would need memory in proportion to it.
 *
 * <p>Backslashes are doubled in all attributes: DOT itself knows no escape but that of the quote, Graphviz undoes it in labels.
 */
final class DotExport implements GraphExporter<Vertex, Arc> {

    private static final int SLICE = 2048;

    private final GraphElements elements;

    DotExport(GraphElements elements) {
        this.elements = elements;
    }

    @Override
    public void exportGraph(Graph<Vertex, Arc> graph, Writer writer) {
        try {
            writer.write("digraph G {\n  rankdir=LR;\n");
            for (Iterator<Vertex> vertices = graph.vertexSet().iterator(); vertices.hasNext(); ) {
                writeSlice(new Slice(graph, next(vertices), Set.of()), writer);
            }
            for (Iterator<Arc> arcs = graph.edgeSet().iterator(); arcs.hasNext(); ) {
                writeSlice(new Slice(graph, Set.of(), next(arcs)), writer);
            }
            writer.write("}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> Set<T> next(Iterator<T> all) {
        List<T> slice = new ArrayList<>(SLICE);
        while (slice.size() < SLICE && all.hasNext()) {
            slice.add(all.next());
        }
        return new LinkedHashSet<>(slice);
    }

    /** Writes the statements of a slice without the braces around them. */
    private void writeSlice(Slice slice, Writer writer) throws IOException {
        DOTExporter<Vertex, Arc> exporter = new DOTExporter<>(elements::id);
        exporter.setVertexAttributeProvider(this::node);
        exporter.setEdgeAttributeProvider(this::edge);
        StringWriter whole = new StringWriter();
        exporter.exportGraph(slice, whole);
        StringBuffer text = whole.getBuffer();
        int from = text.indexOf("\n") + 1;
        writer.write(text.substring(from, text.lastIndexOf("}")));
    }

    private Map<String, Attribute> node(Vertex vertex) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        put(attributes, "label", elements.name(vertex).replace("&", "&amp;"));
        put(attributes, "shape", shape(vertex));
        String color = LayerColors.fill(elements, vertex);
        put(attributes, "style", "filled");
        put(attributes, "fillcolor", color);
        put(attributes, "kind", GraphElements.kind(vertex));
        elements.properties(vertex).forEach((name, value) -> put(attributes, name, value.toString()));
        return attributes;
    }

    private static String shape(Vertex vertex) {
        return switch (vertex.kind()) {
            case CAPSULE -> "box";
            case COLUMN -> "plain";
            case TAG -> "cds";
            case DOMAIN -> "folder";
            case OWNER -> "oval";
            case DATA_PRODUCT -> "component";
        };
    }

    private Map<String, Attribute> edge(Arc arc) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        put(attributes, "type", arc.relation().type().name());
        elements.properties(arc).forEach((name, value) -> put(attributes, name, value));
        return attributes;
    }

    private static void put(Map<String, Attribute> attributes, String name, String value) {
        String key =
                name.matches("[A-Za-z_][A-Za-z_0-9]*") ? name : '"' + text(name).replace("\"", "\\\"") + '"';
        attributes.putIfAbsent(key, DefaultAttribute.createAttribute(text(value)));
    }

    private static String text(String value) {
        return CleanText.xml(value)
                .replace("\\", "\\\\")
                .replace("\r\n", "\\n")
                .replace("\n", "\\n")
                .replace("\r", "\\n");
    }

    /** Some of the nodes or some of the edges of a graph. */
    private static final class Slice extends GraphDelegator<Vertex, Arc> {

        private final Set<Vertex> vertices;
        private final Set<Arc> arcs;

        Slice(Graph<Vertex, Arc> graph, Set<Vertex> vertices, Set<Arc> arcs) {
            super(graph);
            this.vertices = vertices;
            this.arcs = arcs;
        }

        @Override
        public Set<Vertex> vertexSet() {
            return vertices;
        }

        @Override
        public Set<Arc> edgeSet() {
            return arcs;
        }
    }
}
