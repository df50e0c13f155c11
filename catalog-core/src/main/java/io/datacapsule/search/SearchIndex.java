package io.datacapsule.search;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/** The Lucene index: documents in, searchers out. One thread writes, any number search. */
final class SearchIndex implements AutoCloseable {

    private static final double BUFFER_MIB = 32;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final WordCutter cutter = new WordCutter();

    SearchIndex(Directory directory) {
        this.directory = directory;
        try {
            writer = new IndexWriter(
                    directory,
                    new IndexWriterConfig(new NameAnalyzer())
                            .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                            .setIndexSort(new Sort(new SortField(CapsuleDocument.ORDER, SortField.Type.STRING)))
                            .setRAMBufferSizeMB(BUFFER_MIB));
            searchers = new SearcherManager(writer, new Uncached());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Searches look at few documents of each segment; to keep whole results would cost more. */
    private static final class Uncached extends SearcherFactory {

        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
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

    /** Takes every capsule of the graph and forgets all else; its segments become one in the background. */
    void rebuild(GraphSnapshot graph) {
        try {
            writer.deleteAll();
            for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
                if (graph.alive(NodeKind.CAPSULE, row)) {
                    writer.addDocument(CapsuleDocument.of(graph, row, cutter));
                }
            }
            writer.forceMerge(1, false);
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
                    writer.updateDocument(key, CapsuleDocument.of(graph, row, cutter));
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
