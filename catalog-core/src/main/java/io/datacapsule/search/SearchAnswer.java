package io.datacapsule.search;

import io.datacapsule.graph.Revision;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was found, the best first.
 *
 * @param items    the hits asked for
 * @param total    how many there are in all
 * @param limit    how many were asked for
 * @param offset   how many were passed over
 * @param complete whether the index has caught up with {@code revision}; if not, new capsules may be missing
 * @param revision the state of the graph that the hits are described at
 */
public record SearchAnswer(List<Hit> items, long total, int limit, int offset, boolean complete, Revision revision) {

    /** Copies what could be changed from outside. */
    public SearchAnswer {
        items = List.copyOf(items);
    }

    /**
     * A capsule that was found.
     *
     * @param matched where the words were found: name, description, columns or tags
     * @param columns names of the columns that hold one of the words, at most ten
     */
    public record Hit(
            String urn,
            UUID id,
            String name,
            String capsuleType,
            @Nullable String layer,
            @Nullable String domain,
            @Nullable String description,
            float score,
            List<String> matched,
            List<String> columns) {

        /** Copies what could be changed from outside. */
        public Hit {
            matched = List.copyOf(matched);
            columns = List.copyOf(columns);
        }
    }
}
