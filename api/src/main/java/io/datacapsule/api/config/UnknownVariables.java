package io.datacapsule.api.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds environment variables that nobody reads and that were meant for us, by their prefix or by likeness to one of ours. */
final class UnknownVariables {

    private static final String PREFIX = "DAB_";
    private static final int LEAST_LENGTH = 6;
    private static final int FEW_EDITS = 2;
    private static final int EDITS_WITH_PREFIX = 5;

    /** Those that the command line, the launcher and the image read. */
    private static final Set<String> ELSEWHERE = Set.of(
            "DAB_API_KEY",
            "DAB_DEBUG",
            "DAB_INSTALLATION",
            "DAB_JAVA_HOME",
            "DAB_JAVA_OPTIONS",
            "DAB_LOAD_DIR",
            "DAB_REMOTE_ONLY",
            "DAB_SYSTEM_ROOT",
            "DAB_TEST_SERVICES",
            "DAB_URL",
            "NO_COLOR");

    private UnknownVariables() {}

    /**
     * A sentence for each, in the order of their names. Their values are not told: they may be secrets.
     *
     * @param read  the names that the settings are read from
     * @param given the names that are set
     */
    static List<String> warnings(Set<String> read, Collection<String> given) {
        return given.stream()
                .filter(name -> !read.contains(name) && !ELSEWHERE.contains(name))
                .sorted()
                .flatMap(name -> warning(name, read).stream())
                .toList();
    }

    private static Optional<String> warning(String name, Set<String> read) {
        boolean ours = name.startsWith(PREFIX);
        if (!ours && name.length() < LEAST_LENGTH) {
            return Optional.empty();
        }
        LevenshteinDistance distance = new LevenshteinDistance(ours ? EDITS_WITH_PREFIX : FEW_EDITS);
        Optional<String> meant = Stream.concat(read.stream(), ELSEWHERE.stream())
                .filter(known -> known.startsWith(PREFIX) == ours && distance.apply(name, known) >= 0)
                .min(Comparator.<String>comparingInt(known -> distance.apply(name, known))
                        .thenComparing(Comparator.naturalOrder()));
        if (meant.isPresent()) {
            return Optional.of(
                    "The variable " + name + " is not known and has no effect. Is " + meant.get() + " meant?");
        }
        return ours
                ? Optional.of(
                        "The variable " + name + " is not known and has no effect; the README lists those that are.")
                : Optional.empty();
    }
}
