package io.datacapsule.search;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;

/** Cuts names and texts into words: at whatever is no letter or digit, and where lower case turns to upper case. */
final class NameAnalyzer extends Analyzer {

    private static final int WORD_PARTS = WordDelimiterGraphFilter.GENERATE_WORD_PARTS
            | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
            | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE;

    @Override
    protected TokenStreamComponents createComponents(String field) {
        WhitespaceTokenizer source = new WhitespaceTokenizer(256);
        return new TokenStreamComponents(source, words(source));
    }

    /** The words that the index holds of what the tokenizer reads. */
    static TokenStream words(WhitespaceTokenizer source) {
        TokenStream words = new WordDelimiterGraphFilter(source, WORD_PARTS, null);
        return new LengthFilter(new ASCIIFoldingFilter(new LowerCaseFilter(words)), 1, 255);
    }
}
