package io.datacapsule.ingest;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Sets of sources, kept as sorted lists. */
final class Assertions {

    private Assertions() {}

    static List<String> with(List<String> sources, String source) {
        return sources.contains(source)
                ? sources
                : Stream.concat(sources.stream(), Stream.of(source)).sorted().toList();
    }

    static List<String> without(List<String> sources, String source) {
        return without(sources, source::equals);
    }

    static List<String> without(List<String> sources, Predicate<String> gone) {
        return sources.stream().filter(gone.negate()).toList();
    }
}
