package io.datacapsule.query;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.List;

/** What hangs on a row by its edges. */
final class Links {

    private Links() {}

    /** The names of the nodes to which a relation leads, sorted. */
    static List<String> names(GraphSnapshot graph, Relation relation, int row) {
        Adjacency edges = graph.out(relation);
        int degree = edges.degree(row);
        if (degree == 0) {
            return List.of();
        }
        NodeKind kind = relation.to();
        List<String> names = new ArrayList<>(degree);
        for (int i = 0; i < degree; i++) {
            names.add(graph.name(kind, edges.neighbour(row, i)));
        }
        names.sort(null);
        return names;
    }

    /** How many columns a capsule has. */
    static int columns(GraphSnapshot graph, int capsule) {
        return graph.out(Relation.HAS_COLUMN).degree(capsule);
    }

    /** The share of a capsule's columns that have a description: 0 to 1, 0 without columns. */
    static double documented(GraphSnapshot graph, int capsule) {
        int columns = columns(graph, capsule);
        return columns == 0 ? 0 : ratio(graph.describedColumns(capsule), columns);
    }

    /** A share from 0 to 1 to four decimals; 0 of nothing. */
    static double ratio(long part, long whole) {
        return whole == 0 ? 0 : Math.round(10_000d * part / whole) / 10_000d;
    }
}
