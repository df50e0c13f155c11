package io.datacapsule.search;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * The searches for the words of a text, best first: the whole name, its beginning, every word in the name, every word begun in
 * the name, then with the description, the columns and the tags as well. Only if nothing is found so, words may be misspelt:
 * in the name first, then at its beginnings, then elsewhere.
 */
final class SearchQueries {

    static final int MOST_WORDS = 8;

    /** The score of capsules in which a misspelt word stands, but not in the name. */
    static final float ELSEWHERE = 5;

    private static final int EXPANSIONS = 20;

    private final IndexSearcher searcher;
    private final SearchRequest request;
    private final List<String> words;
    private final String whole;

    SearchQueries(IndexSearcher searcher, SearchRequest request, List<String> words) {
        this.searcher = searcher;
        this.request = request;
        this.words = words;
        this.whole = CapsuleDocument.folded(request.text().strip());
    }

    /** What was found. */
    record Found(List<Ladder.Hit> hits, long total) {}

    /** The best documents, at most so many, and the number of all. */
    Found find(int most) throws IOException {
        int total = count();
        if (total == 0 && !words.isEmpty()) {
            return misspelt(most);
        }
        Ladder ladder = new Ladder(searcher, Math.min(most, total));
        ladder.rung(100, this::exact).rung(90, this::starts);
        if (!words.isEmpty()) {
            ladder.rung(80, () -> every(CapsuleDocument.NAME))
                    .rung(70, () -> every(CapsuleDocument.BEGUN))
                    .rung(50, () -> every(CapsuleDocument.DESCRIBED))
                    .rung(30, () -> every(CapsuleDocument.COLUMNS))
                    .rung(20, () -> every(CapsuleDocument.ANYWHERE));
        }
        return new Found(ladder.hits(), total);
    }

    private Found misspelt(int most) throws IOException {
        Query begun = misspelt(CapsuleDocument.BEGUN);
        Query anywhere = misspelt(CapsuleDocument.ANYWHERE);
        Ladder ladder = new Ladder(searcher, most);
        ladder.rung(10, () -> misspelt(CapsuleDocument.NAME))
                .rung(8, () -> begun)
                .rung(ELSEWHERE, () -> anywhere);
        int found = ladder.hits().size();
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        either.add(begun, Occur.SHOULD).add(anywhere, Occur.SHOULD);
        return new Found(ladder.hits(), found < most ? found : searcher.count(either.build()));
    }

    private int count() throws IOException {
        BooleanQuery.Builder names = new BooleanQuery.Builder();
        names.add(exact(), Occur.SHOULD).add(starts(), Occur.SHOULD);
        if (words.isEmpty()) {
            return searcher.count(names.build());
        }
        Query everyWord = every(CapsuleDocument.ANYWHERE);
        BooleanQuery.Builder rest = new BooleanQuery.Builder();
        rest.add(names.build(), Occur.FILTER).add(everyWord, Occur.MUST_NOT);
        return searcher.count(everyWord) + searcher.count(rest.build());
    }

    private Query exact() {
        return filter(
                new BooleanQuery.Builder().add(new TermQuery(new Term(CapsuleDocument.EXACT, whole)), Occur.FILTER));
    }

    private Query starts() {
        return filter(
                new BooleanQuery.Builder().add(new TermQuery(new Term(CapsuleDocument.STARTS, whole)), Occur.FILTER));
    }

    /** Every word in that field. */
    private Query every(String field) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        words.forEach(word -> all.add(new TermQuery(new Term(field, word)), Occur.FILTER));
        return filter(all);
    }

    /** Every word anywhere, or misspelt in that field; those that no document knows must be misspelt. */
    private Query misspelt(String field) throws IOException {
        boolean unknown = false;
        for (String word : words) {
            unknown |= frequency(word) == 0;
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : words) {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            any.add(new TermQuery(new Term(CapsuleDocument.ANYWHERE, word)), Occur.SHOULD);
            int edits = word.length() < 4 ? 0 : word.length() < 8 ? 1 : 2;
            if (edits > 0 && (!unknown || frequency(word) == 0)) {
                any.add(new FuzzyQuery(new Term(field, word), edits, 1, EXPANSIONS, true), Occur.SHOULD);
            }
            all.add(any.build(), Occur.FILTER);
        }
        return filter(all);
    }

    private int frequency(String word) throws IOException {
        return searcher.getIndexReader().docFreq(new Term(CapsuleDocument.ANYWHERE, word));
    }

    private Query filter(BooleanQuery.Builder all) {
        filter(all, CapsuleDocument.TYPE, request.capsuleType());
        filter(all, CapsuleDocument.LAYER, request.layer());
        filter(all, CapsuleDocument.DOMAIN, request.domain());
        return all.build();
    }

    private static void filter(BooleanQuery.Builder all, String field, @Nullable String word) {
        if (word != null && !word.isBlank()) {
            all.add(new TermQuery(new Term(field, CapsuleDocument.folded(word))), Occur.FILTER);
        }
    }
}
