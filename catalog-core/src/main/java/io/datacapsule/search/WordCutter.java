package io.datacapsule.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Cuts a text into the words that the index would hold of it. Keeps a few chains of filters for whoever comes next: Lucene's
 * analyzers keep theirs per thread, of which there is a new one with every request. Safe for any number of threads.
 */
final class WordCutter {

    private final ArrayBlockingQueue<Chain> idle =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    private static final class Chain {

        private final WhitespaceTokenizer source = new WhitespaceTokenizer(256);
        private final TokenStream words = NameAnalyzer.words(source);
        private final CharTermAttribute term = words.addAttribute(CharTermAttribute.class);

        List<String> cut(String text, int atMost) throws IOException {
            List<String> found = new ArrayList<>();
            source.setReader(new StringReader(text));
            try (words) {
                words.reset();
                while (found.size() < atMost && words.incrementToken()) {
                    found.add(term.toString());
                }
                words.end();
            }
            return found;
        }
    }

    /** The words of a text, at most so many. */
    List<String> words(String text, int atMost) {
        Chain kept = idle.poll();
        Chain chain = kept == null ? new Chain() : kept;
        try {
            List<String> words = chain.cut(text, atMost);
            idle.offer(chain);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
