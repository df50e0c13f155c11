package io.datacapsule.cli;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** The words that an option takes, for completion and for who types another one. */
class Choices implements Iterable<String> {

    private final List<String> words;

    Choices(List<String> words) {
        this.words = words;
    }

    @Override
    public Iterator<String> iterator() {
        return words.iterator();
    }

    /** Lets only these words pass, or none. */
    static void check(ApiCommand command, String option, @Nullable String word, List<String> words) {
        if (word != null && !words.contains(word)) {
            throw new ParameterException(
                    command.spec().commandLine(),
                    option + " is '" + word + "'; it takes one of " + String.join(", ", words) + ".");
        }
    }
}
