package io.datacapsule.export;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.SnapshotGraph;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jgrapht.nio.ExportException;
import org.jgrapht.nio.GraphExporter;

/**
 * A part of a snapshot, ready to be written. Writing streams: beyond a bitmap of the selected rows it needs the same memory for
 * a graph of any size. What is written is deterministic for a snapshot, has no edge without both of its nodes, and is well
 * formed in its format whatever names and descriptions hold. Immutable and safe for any number of threads.
 */
public final class GraphExport {

    private static final int BUFFER = 1 << 16;

    private final SnapshotGraph graph;

    private GraphExport(SnapshotGraph graph) {
        this.graph = graph;
    }

    /**
     * Selects what is to be written, so that a mistake is known before the first byte.
     *
     * @throws io.datacapsule.model.NotFoundException {@code domain_not_found} if the selection names an unknown domain
     */
    public static GraphExport of(GraphSnapshot snapshot, ExportSelection selection) {
        return new GraphExport(SelectedNodes.of(snapshot, selection));
    }

    /** What is written, as JGraphT sees it. */
    public SnapshotGraph graph() {
        return graph;
    }

    /**
     * Writes the selected graph and flushes; the stream stays open.
     *
     * @throws IOException what the stream throws, at once: nothing more is written then
     */
    public void write(ExportFormat format, OutputStream out) throws IOException {
        write(format, new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /**
     * Writes the selected graph and flushes; the writer stays open.
     *
     * @throws IOException what the writer throws, at once: nothing more is written then
     */
    public void write(ExportFormat format, Writer out) throws IOException {
        try (ExportWriter writer = new ExportWriter(new BufferedWriter(out, BUFFER))) {
            exporter(format).exportGraph(graph, writer);
            writer.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ExportException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw e;
        }
    }

    private GraphExporter<SnapshotGraph.Vertex, SnapshotGraph.Arc> exporter(ExportFormat format) {
        GraphElements elements = new GraphElements(graph);
        return switch (format) {
            case GRAPHML -> GraphMlExport.of(elements);
            case DOT -> new DotExport(elements);
            case CYPHER -> new CypherExporter(elements);
            case MERMAID -> new MermaidExporter(elements);
            case JSON_LD -> new JsonLdExporter(elements);
            case JSON -> new JsonExporter(elements);
        };
    }
}
