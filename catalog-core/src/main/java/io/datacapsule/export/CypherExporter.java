package io.datacapsule.export;

import io.datacapsule.graph.SnapshotGraph.Arc;
import io.datacapsule.graph.SnapshotGraph.Vertex;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import org.jgrapht.Graph;
import org.jgrapht.nio.GraphExporter;
import org.jspecify.annotations.Nullable;

/**
 * Writes Cypher statements for cypher-shell: a uniqueness constraint per label, then nodes and edges in batches of bounded size.
 * They merge on the URN, so running them again changes nothing and running a later export brings what is new.
 */
final class CypherExporter implements GraphExporter<Vertex, Arc> {

    private static final int BATCH_ROWS = 500;
    private static final int BATCH_CHARACTERS = 1 << 16;

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
        Batch<NodeKind> batch = new Batch<>(writer);
        for (Vertex vertex : graph.vertexSet()) {
            String merge = "MERGE (n:" + vertex.kind().label() + " {urn: row.urn}) SET n += row";
            CypherText.map(batch.row(vertex.kind(), merge), elements.properties(vertex));
        }
        batch.end();
    }

    private void edges(Graph<Vertex, Arc> graph, Writer writer) throws IOException {
        Batch<Relation> batch = new Batch<>(writer);
        for (Arc arc : graph.edgeSet()) {
            Relation relation = arc.relation();
            String merge = "MATCH (a:" + relation.from().label() + " {urn: row.a}) MATCH (b:"
                    + relation.to().label() + " {urn: row.b}) MERGE (a)-[r:"
                    + relation.type().name() + "]->(b) SET r += row.p";
            StringBuilder row = batch.row(relation, merge);
            CypherText.string(row.append("{a: "), elements.urn(arc.source()));
            CypherText.string(row.append(", b: "), elements.urn(arc.target()));
            CypherText.map(row.append(", p: "), elements.properties(arc));
            row.append('}');
        }
        batch.end();
    }

    /** Collects rows for one statement and writes it when it is large enough or rows of another kind begin. */
    private static final class Batch<K> {

        private final Writer writer;
        private final StringBuilder rows = new StringBuilder();
        private @Nullable K kind;
        private String merge = "";
        private int count;

        Batch(Writer writer) {
            this.writer = writer;
        }

        /** Where the next row is to be written. */
        StringBuilder row(K of, String statement) throws IOException {
            if (!of.equals(kind) || count == BATCH_ROWS || rows.length() >= BATCH_CHARACTERS) {
                end();
                kind = of;
                merge = statement;
            }
            return rows.append(count++ == 0 ? "UNWIND [\n" : ",\n");
        }

        void end() throws IOException {
            if (count > 0) {
                writer.append(rows).append("\n] AS row\n").append(merge).append(";\n");
                rows.setLength(0);
                count = 0;
            }
        }
    }
}
