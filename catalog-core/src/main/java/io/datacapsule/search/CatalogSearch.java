package io.datacapsule.search;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Urn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Finds capsules by words: typo-tolerant, as you type, the best name first. The index follows the graph on a thread of its own;
 * a search waits a moment for it, so that callers find what they just wrote, and says if it did not catch up. Safe for any
 * number of threads.
 */
public final class CatalogSearch implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 500;
    private static final int LONGEST_TEXT = 200;
    private static final Sort BEST_FIRST =
            new Sort(SortField.FIELD_SCORE, new SortField(CapsuleDocument.NAME, SortField.Type.STRING));

    private final Supplier<GraphSnapshot> graph;
    private final SearchIndex index = new SearchIndex(new ByteBuffersDirectory());
    private final NameAnalyzer analyzer = new NameAnalyzer(false);
    private final Object lock = new Object();
    private final Set<String> touched = new HashSet<>();
    private final Thread thread;
    private GraphSnapshot latest;
    private boolean everything = true;
    private boolean stopping;
    private Revision indexed = new Revision(-1);

    private CatalogSearch(Supplier<GraphSnapshot> graph) {
        this.graph = graph;
        this.latest = graph.get();
        this.thread = Thread.ofPlatform().name("search-index").daemon().unstarted(this::follow);
    }

    /** A search that follows the graph from now on; it begins to index what is there. */
    public static CatalogSearch over(CatalogGraph graph) {
        CatalogSearch search = new CatalogSearch(graph::snapshot);
        graph.onPublish(search::published);
        synchronized (search.lock) {
            // what was published before the listener was there is in this snapshot, what came after is noted as touched
            search.latest = graph.snapshot();
        }
        search.thread.start();
        return search;
    }

    private void published(CatalogGraph.Published published) {
        Set<String> urns = TouchedCapsules.of(published.changes());
        synchronized (lock) {
            everything |= published.reloaded();
            touched.addAll(urns);
            latest = published.after();
            lock.notifyAll();
        }
    }

    private void follow() {
        while (true) {
            Set<String> urns;
            boolean all;
            GraphSnapshot now;
            synchronized (lock) {
                try {
                    while (!stopping && !everything && indexed.equals(latest.revision())) {
                        lock.wait();
                    }
                } catch (InterruptedException e) {
                    return;
                }
                if (stopping) {
                    return;
                }
                // not the graph's own: what leads to a newer state is not in touched yet
                now = latest;
                all = everything;
                urns = Set.copyOf(touched);
                everything = false;
                touched.clear();
            }
            if (all) {
                index.rebuild(now);
            } else {
                index.update(now, urns);
            }
            synchronized (lock) {
                indexed = now.revision();
                lock.notifyAll();
            }
        }
    }

    /** Whether the index shows that revision or a later one; waits a moment for it. */
    private boolean awaitIndexed(Revision revision) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        synchronized (lock) {
            try {
                for (long left = PATIENCE_MILLIS; indexed.compareTo(revision) < 0 && left > 0; ) {
                    lock.wait(left);
                    left = (end - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return indexed.compareTo(revision) >= 0;
        }
    }

    /** What is found for a request. Any text is allowed; what exceeds two hundred characters or eight words is not looked at. */
    public SearchAnswer search(SearchRequest asked) {
        String text = asked.text().strip();
        SearchRequest request = new SearchRequest(
                text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text,
                asked.capsuleType(),
                asked.layer(),
                asked.domain(),
                asked.limit(),
                asked.offset());
        GraphSnapshot snapshot = graph.get();
        boolean complete = awaitIndexed(snapshot.revision());
        List<String> words = analyzer.words(request.text(), SearchQueries.MOST_WORDS);
        return index.search(searcher -> {
            TopFieldDocs found = find(searcher, request, words, false);
            if (found.totalHits.value() < request.offset() + request.limit()) {
                found = find(searcher, request, words, true);
            }
            return answer(snapshot, searcher, request, words, found, complete);
        });
    }

    private static TopFieldDocs find(IndexSearcher searcher, SearchRequest request, List<String> words, boolean fuzzy)
            throws IOException {
        return searcher.search(
                SearchQueries.of(request, words, fuzzy),
                new TopFieldCollectorManager(BEST_FIRST, request.offset() + request.limit(), null, Integer.MAX_VALUE));
    }

    private SearchAnswer answer(
            GraphSnapshot snapshot,
            IndexSearcher searcher,
            SearchRequest request,
            List<String> words,
            TopFieldDocs found,
            boolean complete)
            throws IOException {
        List<SearchAnswer.Hit> hits = new ArrayList<>();
        long total = found.totalHits.value();
        Matches matches = new Matches(snapshot, analyzer, words);
        for (int i = request.offset(); i < found.scoreDocs.length; i++) {
            ScoreDoc scored = found.scoreDocs[i];
            String urn = searcher.storedFields().document(scored.doc).get(CapsuleDocument.URN);
            int row = urn == null ? -1 : snapshot.find(NodeKind.CAPSULE, urn);
            if (row < 0) {
                total--;
            } else {
                float score = ((Float) ((FieldDoc) scored).fields[0]);
                hits.add(hit(snapshot, row, score, matches));
            }
        }
        return new SearchAnswer(hits, total, request.limit(), request.offset(), complete, snapshot.revision());
    }

    private static SearchAnswer.Hit hit(GraphSnapshot snapshot, int row, float score, Matches matches) {
        String urn = snapshot.urn(NodeKind.CAPSULE, row);
        List<String> columns = matches.columns(row);
        return new SearchAnswer.Hit(
                urn,
                Urn.id(urn),
                snapshot.name(NodeKind.CAPSULE, row),
                String.valueOf(CapsuleDocument.string(snapshot, row, CapsuleDocument.TYPE_PROPERTY)),
                CapsuleDocument.string(snapshot, row, CapsuleDocument.LAYER_PROPERTY),
                CapsuleDocument.string(snapshot, row, CapsuleDocument.DOMAIN_PROPERTY),
                CapsuleDocument.string(snapshot, row, CapsuleDocument.DESCRIPTION_PROPERTY),
                score,
                matches.fields(row, columns),
                columns);
    }

    /** Stops following the graph and lets go of the index. */
    @Override
    public void close() {
        synchronized (lock) {
            stopping = true;
            lock.notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        index.close();
    }
}
