package io.datacapsule.ingest;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How much of its source a run saw, which decides what may be taken away.
 *
 * @param incomplete why it did not see all that it asked for, each a sentence for people; while there is one neither capsules nor
 *                   edges are taken away
 * @param filters    what it did not ask for without knowing what that is, each a sentence for people; while there is one no
 *                   capsules are taken away
 * @param hidden     tells by the URN of a capsule of the source whether the source has it still although the run did not describe
 *                   it; such a capsule is no orphan
 */
public record Coverage(List<String> incomplete, List<String> filters, Predicate<String> hidden) {

    /** The run saw everything. */
    public static final Coverage WHOLE = new Coverage(List.of(), List.of(), urn -> false);

    /** Copies what could be changed from outside. */
    public Coverage {
        incomplete = List.copyOf(incomplete);
        filters = List.copyOf(filters);
    }

    /** Why it cannot be told which capsules the source no longer has; empty if it can. */
    List<String> reasons() {
        return Stream.concat(incomplete.stream(), filters.stream()).toList();
    }
}
