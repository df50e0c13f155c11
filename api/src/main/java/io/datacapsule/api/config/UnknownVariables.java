package io.datacapsule.api.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds environment variables that nobody reads and that were meant for us, by their prefix or by likeness to one of ours. */
final class UnknownVariables {

    private static final String PREFIX = "DAB_";
    private static final int LEAST_LENGTH = 6;
    private static final int FEW_EDITS = 2;
    private static final int EDITS_WITH_PREFIX = 5;

    private UnknownVariables() {}

    /**
     * A sentence for each, in the order of their names. Their values are not told: they may be secrets.
     *
     * @param known the names that somebody reads
     * @param given the names that are set
     */
    static List<String> warnings(Set<String> known, Collection<String> given) {
        return given.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .flatMap(name -> warning(name, known).stream())
                .toList();
    }

    private static Optional<String> warning(String name, Set<String> known) {
        boolean ours = name.startsWith(PREFIX);
        if (!ours && name.length() < LEAST_LENGTH) {
            return Optional.empty();
        }
        LevenshteinDistance distance = new LevenshteinDistance(ours ? EDITS_WITH_PREFIX : FEW_EDITS);
        Optional<String> meant = known.stream()
                .filter(other -> other.startsWith(PREFIX) == ours && distance.apply(name, other) >= 0)
                .min(Comparator.<String>comparingInt(other -> distance.apply(name, other))
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
