package io.datacapsule.ingest;

import io.datacapsule.model.Edge;
import io.datacapsule.model.LineageState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run tells of the column lineage of a capsule.
 *
 * @param known   whether the graph holds it already, told by the same checksum; there are no edges and details then
 * @param state   how far it is known
 * @param edges   from its columns to those that they come from or depend on, each once, {@code DERIVED_FROM} and
 *                {@code INFLUENCED_BY}
 * @param details what the graph does not hold, see {@link io.datacapsule.model.CapsuleDetails#lineage}
 */
public record AssertedLineage(
        boolean known,
        LineageState state,
        List<Edge> edges,
        @Nullable String details) {

    /** Copies what could be changed from outside. */
    public AssertedLineage {
        edges = List.copyOf(edges);
    }

    /** The graph holds it already. */
    public static AssertedLineage known(LineageState state) {
        return new AssertedLineage(true, state, List.of(), null);
    }
}
