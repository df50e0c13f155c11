package io.datacapsule.search;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;

/** The Lucene index: documents in, searchers out. One thread writes, any number search. */
final class SearchIndex implements AutoCloseable {

    private static final double BUFFER_MIB = 32;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    SearchIndex(Directory directory) {
        this.directory = directory;
        PerFieldAnalyzerWrapper analyzer = new PerFieldAnalyzerWrapper(
                new NameAnalyzer(false), Map.of(CapsuleDocument.PREFIX, new NameAnalyzer(true)));
        try {
            writer = new IndexWriter(
                    directory,
                    new IndexWriterConfig(analyzer)
                            .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                            .setRAMBufferSizeMB(BUFFER_MIB));
            searchers = new SearcherManager(writer, new SearcherFactory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a search computes. */
    interface Search<T> {
        T over(IndexSearcher searcher) throws IOException;
    }

    <T> T search(Search<T> search) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return search.over(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes every capsule of the graph and forgets all else. */
    void rebuild(GraphSnapshot graph) {
        try {
            writer.deleteAll();
            for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
                if (graph.alive(NodeKind.CAPSULE, row)) {
                    writer.addDocument(CapsuleDocument.of(graph, row));
                }
            }
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings these capsules to the state they have in the graph; those that it does not have are forgotten. */
    void update(GraphSnapshot graph, Collection<String> urns) {
        try {
            for (String urn : urns) {
                Term key = new Term(CapsuleDocument.URN, CapsuleDocument.key(urn));
                int row = graph.find(NodeKind.CAPSULE, urn);
                if (row >= 0) {
                    writer.updateDocument(key, CapsuleDocument.of(graph, row));
                } else {
                    writer.deleteDocuments(key);
                }
            }
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            searchers.close();
            writer.rollback();
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
