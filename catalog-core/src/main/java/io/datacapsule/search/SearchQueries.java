package io.datacapsule.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * Turns words into a Lucene query whose score is a ladder: the whole name, its beginning, then for each word name, beginning in
 * the name, tag, description, column and last a misspelling. Every word must be found somewhere.
 */
final class SearchQueries {

    static final int MOST_WORDS = 8;

    private static final float WHOLE_NAME = 1_000;
    private static final float WORD_IN_NAME = 30;
    private static final float WORD_BEGINS_IN_NAME = 20;
    private static final float WORD_MISSPELT_IN_NAME = 12;
    private static final float WORD_IN_TAGS = 10;
    private static final float WORD_IN_DESCRIPTION = 8;
    private static final float WORD_IN_COLUMNS = 4;
    private static final float WORD_MISSPELT_ELSEWHERE = 2;
    private static final int EXPANSIONS = 20;

    private SearchQueries() {}

    /** The query for these words of a text; {@code fuzzy} also finds misspelt ones. */
    static Query of(SearchRequest request, List<String> words, boolean fuzzy) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        BooleanQuery.Builder text = new BooleanQuery.Builder();
        BooleanQuery.Builder everyWord = new BooleanQuery.Builder();
        words.forEach(word -> everyWord.add(word(word, fuzzy), Occur.MUST));
        if (!words.isEmpty()) {
            text.add(everyWord.build(), Occur.SHOULD);
        }
        String whole = CapsuleDocument.folded(request.text().strip());
        text.add(at(WHOLE_NAME, new TermQuery(new Term(CapsuleDocument.EXACT, whole))), Occur.SHOULD);
        all.add(text.build(), Occur.MUST);
        filter(all, CapsuleDocument.TYPE, request.capsuleType());
        filter(all, CapsuleDocument.LAYER, request.layer());
        filter(all, CapsuleDocument.DOMAIN, request.domain());
        return all.build();
    }

    private static Query word(String word, boolean fuzzy) {
        String begun =
                word.length() > NameAnalyzer.LONGEST_PREFIX ? word.substring(0, NameAnalyzer.LONGEST_PREFIX) : word;
        List<Query> places = new ArrayList<>();
        places.add(at(WORD_IN_NAME, new TermQuery(new Term(CapsuleDocument.NAME, word))));
        places.add(at(WORD_BEGINS_IN_NAME, new TermQuery(new Term(CapsuleDocument.PREFIX, begun))));
        places.add(at(WORD_IN_TAGS, new TermQuery(new Term(CapsuleDocument.TAGS, word))));
        places.add(at(WORD_IN_DESCRIPTION, new TermQuery(new Term(CapsuleDocument.DESCRIPTION, word))));
        places.add(at(WORD_IN_COLUMNS, new TermQuery(new Term(CapsuleDocument.COLUMNS, word))));
        int edits = word.length() < 4 ? 0 : word.length() < 8 ? 1 : 2;
        if (fuzzy && edits > 0) {
            places.add(at(WORD_MISSPELT_IN_NAME, misspelt(CapsuleDocument.NAME, word, edits)));
            places.add(at(WORD_MISSPELT_ELSEWHERE, misspelt(CapsuleDocument.COLUMNS, word, edits)));
            places.add(at(WORD_MISSPELT_ELSEWHERE, misspelt(CapsuleDocument.DESCRIPTION, word, edits)));
        }
        return new DisjunctionMaxQuery(places, 0);
    }

    private static Query misspelt(String field, String word, int edits) {
        return new FuzzyQuery(new Term(field, word), edits, 1, EXPANSIONS, true);
    }

    private static Query at(float score, Query query) {
        return new BoostQuery(new ConstantScoreQuery(query), score);
    }

    private static void filter(BooleanQuery.Builder all, String field, @Nullable String word) {
        if (word != null && !word.isBlank()) {
            all.add(new TermQuery(new Term(field, CapsuleDocument.folded(word))), Occur.FILTER);
        }
    }
}
