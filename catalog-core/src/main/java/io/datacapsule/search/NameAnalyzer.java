package io.datacapsule.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Cuts names and texts into words: at whatever is no letter or digit, and where lower case turns to upper case. */
final class NameAnalyzer extends Analyzer {

    static final int LONGEST_PREFIX = 20;

    private static final int WORD_PARTS = WordDelimiterGraphFilter.GENERATE_WORD_PARTS
            | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
            | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE;

    private final boolean prefixes;

    /** {@code prefixes} gives the beginnings of each word instead of the words. */
    NameAnalyzer(boolean prefixes) {
        this.prefixes = prefixes;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        WhitespaceTokenizer source = new WhitespaceTokenizer(256);
        TokenStream words = new WordDelimiterGraphFilter(source, WORD_PARTS, null);
        words = new LengthFilter(new ASCIIFoldingFilter(new LowerCaseFilter(words)), 1, 255);
        return new TokenStreamComponents(
                source, prefixes ? new EdgeNGramTokenFilter(words, 1, LONGEST_PREFIX, false) : words);
    }

    /** The words of a text, at most so many. */
    List<String> words(String text, int atMost) {
        List<String> words = new ArrayList<>();
        try (TokenStream stream = tokenStream("words", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (words.size() < atMost && stream.incrementToken()) {
                words.add(term.toString());
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
