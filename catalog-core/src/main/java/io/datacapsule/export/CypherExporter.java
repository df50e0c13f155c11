package io.datacapsule.export;

import io.datacapsule.graph.SnapshotGraph.Arc;
import io.datacapsule.graph.SnapshotGraph.Vertex;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.nio.GraphExporter;
import org.jspecify.annotations.Nullable;

/**
 * Writes Cypher statements for cypher-shell: a uniqueness constraint per label, then nodes and edges in batches of bounded size.
 * They merge on the URN, so running them again changes nothing and running a later export brings what is new.
 */
final class CypherExporter implements GraphExporter<Vertex, Arc> {

    private final GraphElements elements;

    CypherExporter(GraphElements elements) {
        this.elements = elements;
    }

    @Override
    public void exportGraph(Graph<Vertex, Arc> graph, Writer writer) {
        try {
            constraints(graph, writer);
            nodes(graph, writer);
            edges(graph, writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void constraints(Graph<Vertex, Arc> graph, Writer writer) throws IOException {
        @Nullable NodeKind last = null;
        for (Vertex vertex : graph.vertexSet()) {
            if (vertex.kind() != last) {
                last = vertex.kind();
                writer.write("CREATE CONSTRAINT " + last.name().toLowerCase(Locale.ROOT) + "_urn IF NOT EXISTS FOR (n:"
                        + last.label() + ") REQUIRE n.urn IS UNIQUE;\n");
            }
        }
    }

    private void nodes(Graph<Vertex, Arc> graph, Writer writer) throws IOException {
        CypherBatch<NodeKind> batch =
                new CypherBatch<>(writer, 1, kind -> "MERGE (e:" + kind.label() + " {urn: v[i]})");
        for (Vertex vertex : graph.vertexSet()) {
            batch.add(vertex.kind(), elements.properties(vertex));
        }
        batch.end();
    }

    private void edges(Graph<Vertex, Arc> graph, Writer writer) throws IOException {
        CypherBatch<Relation> batch = new CypherBatch<>(
                writer,
                2,
                relation -> "MATCH (a:" + relation.from().label() + " {urn: v[i]}) MATCH (b:"
                        + relation.to().label() + " {urn: v[i + 1]}) MERGE (a)-[e:"
                        + relation.type().name() + "]->(b)");
        for (Arc arc : graph.edgeSet()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("a", elements.urn(arc.source()));
            row.put("b", elements.urn(arc.target()));
            elements.properties(arc).forEach((name, value) -> row.put(property(name), value));
            batch.add(arc.relation(), row);
        }
        batch.end();
    }

    /** The two ends come under names of their own. */
    private static String property(String name) {
        return name.equals("a") || name.equals("b") ? name + "_" : name;
    }
}
