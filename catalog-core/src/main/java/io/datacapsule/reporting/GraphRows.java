package io.datacapsule.reporting;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.List;

/** The graph as rows. Pure. */
final class GraphRows {

    private static final List<NodeRows> NODES = List.of(
            new NodeRows(ReportTable.CAPSULES, NodeKind.CAPSULE),
            new NodeRows(ReportTable.COLUMNS, NodeKind.COLUMN),
            new NodeRows(ReportTable.DOMAINS, NodeKind.DOMAIN),
            new NodeRows(ReportTable.TAGS, NodeKind.TAG),
            new NodeRows(ReportTable.DATA_PRODUCTS, NodeKind.DATA_PRODUCT));

    private static final List<EdgeRows> EDGES = List.of(
            new EdgeRows(ReportTable.LINEAGE_EDGES, Relation.FLOWS_TO, false),
            new EdgeRows(ReportTable.COLUMN_LINEAGE_EDGES, Relation.DERIVED_FROM, true),
            new EdgeRows(ReportTable.COLUMN_LINEAGE_EDGES, Relation.INFLUENCED_BY, true),
            new EdgeRows(ReportTable.CAPSULE_TAGS, Relation.CAPSULE_TAGGED, false),
            new EdgeRows(ReportTable.COLUMN_TAGS, Relation.COLUMN_TAGGED, false),
            new EdgeRows(ReportTable.DATA_PRODUCT_CAPSULES, Relation.PART_OF, true));

    private GraphRows() {}

    /** Puts all rows of the graph. */
    static void all(GraphSnapshot graph, RowWriter rows) {
        NODES.forEach(nodes -> nodes.all(graph, rows));
        EDGES.forEach(edges -> edges.all(graph, rows));
    }

    /**
     * Puts and removes what differs between two states of one graph in one process.
     *
     * @return false if that cannot be told, because a node has another id now; nothing was put or removed then
     */
    static boolean changed(GraphSnapshot before, GraphSnapshot after, RowWriter rows) {
        if (idChanged(before, after)) {
            return false;
        }
        NODES.forEach(nodes -> nodes.changed(before, after, rows));
        EDGES.forEach(edges -> edges.changed(before, after, rows));
        return true;
    }

    /** Edges name their ends by id, and such an edge would not look changed. */
    private static boolean idChanged(GraphSnapshot before, GraphSnapshot after) {
        for (NodeKind kind : NodeKind.values()) {
            if (NodeRows.keepsItsId(kind)) {
                int id = NodeSchema.of(kind).index("id");
                for (int row = 0; row < before.rows(kind); row++) {
                    if (before.alive(kind, row)
                            && after.alive(kind, row)
                            && !String.valueOf(before.value(kind, row, id))
                                    .equals(String.valueOf(after.value(kind, row, id)))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
