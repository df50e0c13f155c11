package io.datacapsule.search;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Finds capsules by words: as you type, the best name first, and misspelt ones where nothing is spelt so. The index follows the
 * graph on a thread of its own; a search waits a moment for it, so that callers find what they just wrote, and says if it did
 * not catch up. Safe for any number of threads.
 */
public final class CatalogSearch implements AutoCloseable {

    private static final int LONGEST_TEXT = 200;

    private final Supplier<GraphSnapshot> graph;
    private final SearchIndex index = new SearchIndex(new ByteBuffersDirectory());
    private final IndexFollower follower = new IndexFollower(index);
    private final WordCutter cutter = new WordCutter();

    private CatalogSearch(Supplier<GraphSnapshot> graph) {
        this.graph = graph;
    }

    /** A search that follows the graph from now on; it begins to index what is there. */
    public static CatalogSearch over(CatalogGraph graph) {
        CatalogSearch search = new CatalogSearch(graph::snapshot);
        graph.onPublish(search.follower::published);
        search.follower.start(graph::snapshot);
        return search;
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
        boolean complete = follower.reaches(snapshot.revision());
        List<String> words = cutter.words(request.text(), SearchQueries.MOST_WORDS);
        return index.search(searcher -> {
            SearchQueries.Found found =
                    new SearchQueries(searcher, request, words).find(request.offset() + request.limit());
            return answer(snapshot, request, words, found, complete);
        });
    }

    private SearchAnswer answer(
            GraphSnapshot snapshot,
            SearchRequest request,
            List<String> words,
            SearchQueries.Found found,
            boolean complete) {
        List<SearchAnswer.Hit> hits = new ArrayList<>();
        long total = found.total();
        Matches matches = new Matches(snapshot, cutter, words);
        int best = found.hits().size();
        for (Ladder.Hit hit : found.hits().subList(Math.min(request.offset(), best), best)) {
            int row = snapshot.find(NodeKind.CAPSULE, hit.urn());
            if (row < 0) {
                total--;
            } else {
                hits.add(hit(snapshot, row, hit.score(), matches));
            }
        }
        return new SearchAnswer(hits, total, request.limit(), request.offset(), complete, snapshot.revision());
    }

    private static SearchAnswer.Hit hit(GraphSnapshot snapshot, int row, float score, Matches matches) {
        String urn = snapshot.urn(NodeKind.CAPSULE, row);
        List<String> columns = matches.columns(row);
        List<String> fields = matches.fields(row, columns);
        return new SearchAnswer.Hit(
                urn,
                Urn.id(urn),
                snapshot.name(NodeKind.CAPSULE, row),
                String.valueOf(CapsuleDocument.string(snapshot, row, CapsuleDocument.TYPE_PROPERTY)),
                CapsuleDocument.string(snapshot, row, CapsuleDocument.LAYER_PROPERTY),
                CapsuleDocument.string(snapshot, row, CapsuleDocument.DOMAIN_PROPERTY),
                CapsuleDocument.string(snapshot, row, CapsuleDocument.DESCRIPTION_PROPERTY),
                score,
                fields.isEmpty() && score > SearchQueries.ELSEWHERE ? List.of("name") : fields,
                columns);
    }

    /** Stops following the graph and lets go of the index. */
    @Override
    public void close() {
        follower.close();
        index.close();
    }
}
