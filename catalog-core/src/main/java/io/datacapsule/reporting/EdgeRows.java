package io.datacapsule.reporting;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How edges of one relation are told as rows. Pure.
 *
 * @param table      the table of the rows
 * @param relation   the relation
 * @param headFirst  whether the head of the edge stands before its tail
 */
record EdgeRows(ReportTable table, Relation relation, boolean headFirst) {

    /** Puts all. */
    void all(GraphSnapshot graph, RowWriter rows) {
        Adjacency edges = graph.out(relation);
        for (int row = 0; row < graph.rows(relation.from()); row++) {
            for (int i = 0; i < edges.degree(row); i++) {
                rows.put(table, row(graph, row, edges.neighbour(row, i), edges.properties(row, i)));
            }
        }
    }

    /** Puts and removes what differs between two states in which rows mean the same nodes. */
    void changed(GraphSnapshot before, GraphSnapshot after, RowWriter rows) {
        Adjacency old = before.out(relation);
        Adjacency now = after.out(relation);
        if (old.equals(now)) {
            return;
        }
        for (int row = 0; row < after.rows(relation.from()); row++) {
            if (!same(old, now, row)) {
                Map<Integer, EdgeProperties> gone = of(old, row);
                for (int i = 0; i < now.degree(row); i++) {
                    EdgeProperties properties = now.properties(row, i);
                    if (!properties.equals(gone.remove(now.neighbour(row, i)))) {
                        rows.put(table, row(after, row, now.neighbour(row, i), properties));
                    }
                }
                for (int target : gone.keySet()) {
                    rows.remove(table, key(before, row, target));
                }
            }
        }
    }

    private static boolean same(Adjacency old, Adjacency now, int row) {
        if (old.degree(row) != now.degree(row)) {
            return false;
        }
        for (int i = 0; i < now.degree(row); i++) {
            if (old.neighbour(row, i) != now.neighbour(row, i)
                    || !old.properties(row, i).equals(now.properties(row, i))) {
                return false;
            }
        }
        return true;
    }

    private static Map<Integer, EdgeProperties> of(Adjacency edges, int row) {
        Map<Integer, EdgeProperties> found = new HashMap<>();
        for (int i = 0; i < edges.degree(row); i++) {
            found.put(edges.neighbour(row, i), edges.properties(row, i));
        }
        return found;
    }

    private List<@Nullable Object> key(GraphSnapshot graph, int from, int to) {
        UUID tail = NodeRows.id(graph, relation.from(), from);
        UUID head = NodeRows.id(graph, relation.to(), to);
        List<@Nullable Object> key = new ArrayList<>(table.columns().size());
        key.add(headFirst ? head : tail);
        key.add(headFirst ? tail : head);
        if (table.keyColumns().contains("edge_type")) {
            key.add(relation.type().name());
        }
        return key;
    }

    private List<@Nullable Object> row(GraphSnapshot graph, int from, int to, EdgeProperties properties) {
        List<@Nullable Object> row = key(graph, from, to);
        for (String column : table.columns().subList(row.size(), table.columns().size() - 1)) {
            @Nullable String attribute = properties.attributes().get(column);
            row.add(column.equals("masking") && attribute != null ? Boolean.valueOf(attribute) : attribute);
        }
        row.add(properties.assertedBy());
        return row;
    }
}
