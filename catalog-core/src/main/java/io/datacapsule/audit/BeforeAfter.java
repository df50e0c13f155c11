package io.datacapsule.audit;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What an audit entry says of a change that touched much of the graph: how much there was before and after it. Pure. */
public final class BeforeAfter {

    private BeforeAfter() {}

    /** Nodes by kind and edges, where there were or are any, and the revision: {@code capsules_before}, {@code capsules_after} … */
    public static Map<String, String> of(GraphSnapshot before, GraphSnapshot after) {
        Map<String, String> summary = new TreeMap<>();
        for (NodeKind kind : NodeKind.values()) {
            add(summary, kind.name().toLowerCase(Locale.ROOT) + "s", before.count(kind), after.count(kind));
        }
        add(summary, "edges", edges(before), edges(after));
        add(summary, "revision", before.revision().number(), after.revision().number());
        return summary;
    }

    private static void add(Map<String, String> summary, String name, long before, long after) {
        if (before != 0 || after != 0) {
            summary.put(name + "_before", String.valueOf(before));
            summary.put(name + "_after", String.valueOf(after));
        }
    }

    /** Without those between a capsule and its columns, which are counted as columns. */
    private static long edges(GraphSnapshot graph) {
        long edges = 0;
        for (Relation relation : Relation.values()) {
            if (relation != Relation.HAS_COLUMN) {
                Adjacency out = graph.out(relation);
                for (int row = 0; row < graph.rows(relation.from()); row++) {
                    edges += out.degree(row);
                }
            }
        }
        return edges;
    }
}
