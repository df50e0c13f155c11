package io.datacapsule.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/**
 * Collects the best documents rung by rung: all of a better rung come before any of the next, and within one they come by name.
 * Segments are sorted by {@link CapsuleDocument#ORDER}, so that of each only the first documents are looked at. For one search.
 */
final class Ladder {

    private final IndexSearcher searcher;
    private final int most;
    private final List<Hit> hits = new ArrayList<>();
    private final Set<Integer> seen = new HashSet<>();

    /**
     * A document that was found.
     *
     * @param score what its rung is worth
     * @param urn   the capsule
     */
    record Hit(float score, String urn) {}

    /** Makes a query, which may never be needed. */
    interface Rung {
        Query query() throws IOException;
    }

    private record Candidate(int document, String order) {}

    Ladder(IndexSearcher searcher, int most) {
        this.searcher = searcher;
        this.most = most;
    }

    /** The documents found so far, the best first. */
    List<Hit> hits() {
        return hits;
    }

    /** Adds what a rung finds and none before did, as far as there is room. */
    Ladder rung(float score, Rung rung) throws IOException {
        int room = most - hits.size();
        if (room > 0) {
            Weight weight = searcher.createWeight(searcher.rewrite(rung.query()), ScoreMode.COMPLETE_NO_SCORES, 1);
            List<Candidate> candidates = new ArrayList<>();
            for (LeafReaderContext leaf : searcher.getLeafContexts()) {
                collect(weight, leaf, room, candidates);
            }
            candidates.sort(Comparator.comparing(Candidate::order));
            for (Candidate candidate : candidates.subList(0, Math.min(room, candidates.size()))) {
                seen.add(candidate.document);
                hits.add(new Hit(score, CapsuleDocument.urn(candidate.order)));
            }
        }
        return this;
    }

    private void collect(Weight weight, LeafReaderContext leaf, int room, List<Candidate> candidates)
            throws IOException {
        Scorer scorer = weight.scorer(leaf);
        if (scorer == null) {
            return;
        }
        Bits live = leaf.reader().getLiveDocs();
        SortedDocValues orders = DocValues.getSorted(leaf.reader(), CapsuleDocument.ORDER);
        DocIdSetIterator documents = scorer.iterator();
        int taken = 0;
        int document = documents.nextDoc();
        while (document != DocIdSetIterator.NO_MORE_DOCS && taken < room) {
            if ((live == null || live.get(document))
                    && !seen.contains(leaf.docBase + document)
                    && orders.advanceExact(document)) {
                String order = orders.lookupOrd(orders.ordValue()).utf8ToString();
                candidates.add(new Candidate(leaf.docBase + document, order));
                taken++;
            }
            document = documents.nextDoc();
        }
    }
}
