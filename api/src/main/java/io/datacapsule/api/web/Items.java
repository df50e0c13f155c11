package io.datacapsule.api.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items    the page
 * @param total    how many the whole filtered list has
 * @param limit    how many were asked for
 * @param offset   where the page starts
 * @param revision of the graph, if the list was read from it
 */
public record Items<T>(
        List<T> items,
        long total,
        int limit,
        int offset,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long revision) {

    /** Copies what could be changed from outside. */
    public Items {
        items = List.copyOf(items);
    }

    /** A page of a list that does not come from the graph. */
    public static <T> Items<T> of(Page<T> page) {
        return new Items<>(page.items(), page.total(), page.limit(), page.offset(), null);
    }

    /** A page of a list read from that graph. */
    public static <T> Items<T> of(Page<T> page, GraphSnapshot graph) {
        return new Items<>(
                page.items(),
                page.total(),
                page.limit(),
                page.offset(),
                graph.revision().number());
    }
}
