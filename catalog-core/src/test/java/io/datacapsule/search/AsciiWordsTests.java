package io.datacapsule.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class AsciiWordsTests {

    private final WordCutter cutter = new WordCutter();

    /** Random text of few characters, so that words recur within words. */
    private static String text(Random random) {
        String letters = "abAB12_. -'/";
        return random.ints(random.nextInt(12), 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    @RepeatedTest(200)
    void findsTheWordsThatTheIndexHolds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 200; i++) {
            String text = text(random);
            List<String> words = cutter.words(text, 100);
            for (String word : cutter.words(text(random) + " a b ab 1", 100)) {
                assertThat(AsciiWords.holds(text, word, true))
                        .as("'%s' in '%s'", word, text)
                        .isEqualTo(words.contains(word));
                assertThat(AsciiWords.holds(text, word, false))
                        .as("'%s' begins in '%s'", word, text)
                        .isEqualTo(words.stream().anyMatch(w -> w.startsWith(word)));
            }
        }
    }
}
