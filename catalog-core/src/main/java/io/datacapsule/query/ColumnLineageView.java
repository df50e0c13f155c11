package io.datacapsule.query;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Relation;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the lineage of a capsule's columns is known.
 *
 * @param status            complete, partial or none; null if no SQL ever told it
 * @param reason            why it is not complete
 * @param unresolvedColumns columns and references that could not be told
 * @param asOf              the run whose SQL told it, maybe not the latest run
 * @param upstreamColumns   columns of other capsules that its columns are derived from directly
 * @param downstreamColumns columns of other capsules that are derived from its columns directly
 * @param details           expressions, origins that decide over all rows, and what could not be told, if details were asked for
 */
public record ColumnLineageView(
        @Nullable String status,
        @Nullable String reason,
        int unresolvedColumns,
        @Nullable Instant asOf,
        int upstreamColumns,
        int downstreamColumns,
        @Nullable Map<String, Object> details) {

    static ColumnLineageView of(GraphSnapshot graph, int row, Capsule capsule, @Nullable CapsuleDetails details) {
        return new ColumnLineageView(
                capsule.lineage().status(),
                capsule.lineage().reason(),
                capsule.lineage().unresolved(),
                capsule.lineage().asOf(),
                others(graph, row, graph.out(Relation.DERIVED_FROM)),
                others(graph, row, graph.in(Relation.DERIVED_FROM)),
                details == null ? null : Meta.read(details.lineage()));
    }

    private static int others(GraphSnapshot graph, int row, Adjacency edges) {
        Set<Integer> found = new HashSet<>();
        Adjacency contains = graph.out(Relation.HAS_COLUMN);
        for (int i = 0; i < contains.degree(row); i++) {
            int column = contains.neighbour(row, i);
            for (int n = 0; n < edges.degree(column); n++) {
                int other = edges.neighbour(column, n);
                if (graph.capsuleOf(other) != row) {
                    found.add(other);
                }
            }
        }
        return found.size();
    }
}
