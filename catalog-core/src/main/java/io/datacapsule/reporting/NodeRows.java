package io.datacapsule.reporting;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.graph.Property;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How nodes of one kind are told as rows. Pure. */
final class NodeRows {

    /** In place of a property: the column holds the id of the capsule that contains the node. */
    private static final int CAPSULE_ID = -1;

    private final ReportTable table;
    private final NodeKind kind;
    private final int[] properties;

    /** The properties of that kind that have the names of the table's columns. */
    NodeRows(ReportTable table, NodeKind kind) {
        this.table = table;
        this.kind = kind;
        this.properties = table.columns().stream()
                .skip(1)
                .mapToInt(column -> column.equals("capsule_id")
                        ? CAPSULE_ID
                        : NodeSchema.of(kind).index(column))
                .toArray();
    }

    /** The stable identifier of the node at that row, alive or not. */
    static UUID id(GraphSnapshot graph, NodeKind kind, int row) {
        return keepsItsId(kind)
                ? UUID.fromString(String.valueOf(graph.value(kind, row, 1)))
                : Urn.id(graph.urn(kind, row));
    }

    /** Whether nodes of that kind have an id that does not follow from their URN. */
    static boolean keepsItsId(NodeKind kind) {
        return kind == NodeKind.TAG || kind == NodeKind.DATA_PRODUCT;
    }

    /** Puts all. */
    void all(GraphSnapshot graph, RowWriter rows) {
        for (int row = 0; row < graph.rows(kind); row++) {
            if (graph.alive(kind, row)) {
                rows.put(table, row(graph, row));
            }
        }
    }

    /** Puts and removes what differs between two states in which rows mean the same nodes. */
    void changed(GraphSnapshot before, GraphSnapshot after, RowWriter rows) {
        int[] differing = differing(before, after);
        if (differing.length == 0) {
            return;
        }
        for (int row = 0; row < after.rows(kind); row++) {
            boolean was = before.alive(kind, row);
            if (after.alive(kind, row)) {
                if (!was || differs(before, after, row, differing)) {
                    rows.put(table, row(after, row));
                }
            } else if (was) {
                rows.remove(table, List.of(id(before, kind, row)));
            }
        }
    }

    /** The properties in which nodes may differ; the name is among them whenever a node came or went. */
    private int[] differing(GraphSnapshot before, GraphSnapshot after) {
        List<Integer> found = new ArrayList<>();
        for (int property : properties) {
            if (property >= 0 && !before.version(kind, property).equals(after.version(kind, property))) {
                found.add(property);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private boolean differs(GraphSnapshot before, GraphSnapshot after, int row, int[] differing) {
        for (int property : differing) {
            if (!Objects.equals(before.value(kind, row, property), after.value(kind, row, property))) {
                return true;
            }
        }
        return false;
    }

    private List<@Nullable Object> row(GraphSnapshot graph, int row) {
        List<@Nullable Object> values = new ArrayList<>(properties.length + 1);
        values.add(id(graph, kind, row));
        for (int property : properties) {
            values.add(
                    property == CAPSULE_ID
                            ? id(graph, NodeKind.CAPSULE, graph.capsuleOf(row))
                            : value(graph, row, property));
        }
        return values;
    }

    /** A list that is not known is empty. */
    private @Nullable Object value(GraphSnapshot graph, int row, int property) {
        Object value = graph.value(kind, row, property);
        boolean list = NodeSchema.of(kind).properties().get(property).storage() == Property.Storage.LIST;
        return value == null && list ? List.of() : value;
    }
}
