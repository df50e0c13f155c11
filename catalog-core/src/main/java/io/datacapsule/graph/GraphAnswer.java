package io.datacapsule.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query: values are null, {@code Boolean}, {@code Long}, {@code Double}, {@code String}, or a list or a map of
 * such; points in time are ISO 8601 strings, nodes, edges and paths are maps.
 *
 * @param columns names of the columns
 * @param rows    the rows, each with a value per column
 * @param limit   the limit that cut the answer short, in words for people; empty if the answer is complete
 */
public record GraphAnswer(List<String> columns, List<List<@Nullable Object>> rows, Optional<String> limit) {

    /** Copies what could be changed from outside. */
    public GraphAnswer {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(new ArrayList<>(rows));
    }

    /** Whether nothing was left out. */
    public boolean complete() {
        return limit.isEmpty();
    }
}
