package io.datacapsule.graph;

import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.Column;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the next snapshot from a snapshot and changes. Used by one thread at a time; what it froze stays as it was. */
final class SnapshotEditor {

    private static final int PII_TYPE = NodeSchema.COLUMN.index("pii_type");
    private static final int DESCRIPTION = NodeSchema.COLUMN.index("description");

    private final NodeTable.Editor[] tables = new NodeTable.Editor[NodeKind.values().length];
    private final AdjacencyPages.Editor[] out = new AdjacencyPages.Editor[Relation.values().length];
    private final AdjacencyPages.Editor[] in = new AdjacencyPages.Editor[Relation.values().length];
    private final IntPages.Editor personalColumns;
    private final IntPages.Editor describedColumns;
    private final Set<Integer> touchedCapsules = new HashSet<>();
    private String lastCapsuleUrn = "";
    private int lastCapsuleRow = -1;

    SnapshotEditor(GraphSnapshot base) {
        for (NodeKind kind : NodeKind.values()) {
            tables[kind.ordinal()] = base.table(kind).edit();
        }
        for (Relation relation : Relation.values()) {
            out[relation.ordinal()] = base.outPages(relation).edit();
            in[relation.ordinal()] = base.inPages(relation).edit();
        }
        personalColumns = base.personalColumnPages().edit();
        describedColumns = base.describedColumnPages().edit();
    }

    /** An editor that starts from nothing, with dictionaries and indexes of its own. */
    static SnapshotEditor fresh() {
        Dictionary<Object> strings = new Dictionary<>();
        NodeTable[] tables = new NodeTable[NodeKind.values().length];
        for (NodeKind kind : NodeKind.values()) {
            tables[kind.ordinal()] = NodeTable.empty(NodeSchema.of(kind), strings);
        }
        Dictionary<EdgeProperties> edges = new Dictionary<>();
        AdjacencyPages[] adjacency = new AdjacencyPages[Relation.values().length];
        Arrays.fill(adjacency, AdjacencyPages.empty(edges));
        return new SnapshotEditor(
                new GraphSnapshot(Revision.NONE, tables, adjacency, adjacency, IntPages.EMPTY, IntPages.EMPTY));
    }

    void apply(GraphChange change) {
        change.edgesRemoved().forEach(this::removeEdge);
        change.removed().forEach(this::remove);
        change.created().forEach(this::create);
        change.updated().forEach(this::update);
        change.edgesCreated().forEach(this::createEdge);
        change.edgesUpdated().forEach(this::updateEdge);
    }

    GraphSnapshot freeze(Revision revision) {
        touchedCapsules.forEach(this::countColumns);
        touchedCapsules.clear();
        NodeTable[] frozenTables = new NodeTable[tables.length];
        for (int i = 0; i < tables.length; i++) {
            frozenTables[i] = tables[i].freeze();
        }
        AdjacencyPages[] frozenOut = new AdjacencyPages[out.length];
        AdjacencyPages[] frozenIn = new AdjacencyPages[in.length];
        for (int i = 0; i < out.length; i++) {
            frozenOut[i] = out[i].freeze();
            frozenIn[i] = in[i].freeze();
        }
        return new GraphSnapshot(
                revision, frozenTables, frozenOut, frozenIn, personalColumns.freeze(), describedColumns.freeze());
    }

    /** Adds a node that is not there and answers its row. */
    int create(Node node) {
        int capsule = node instanceof Column column ? capsuleRow(column.capsuleUrn()) : -1;
        int row = node instanceof Column column ? findColumn(capsule, column.name()) : find(node.kind(), node.urn());
        NodeTable.Editor table = table(node.kind());
        if (table.alive(row)) {
            throw new IllegalStateException(node.urn() + " exists already");
        }
        if (row < 0) {
            long key = node instanceof Column column ? RowIndex.key(capsule, column.name()) : RowIndex.key(node.urn());
            row = table.append(key, values(node));
            table.ids().taken(row, node);
        } else {
            table.put(row, values(node));
        }
        if (capsule >= 0) {
            out[Relation.HAS_COLUMN.ordinal()].add(capsule, row);
        }
        return row;
    }

    void update(Node node) {
        table(node.kind()).put(existing(node.kind(), node.urn()), values(node));
    }

    void remove(Ref ref) {
        removeNode(ref.kind(), existing(ref.kind(), ref.urn()));
    }

    /** Adds an edge between rows that is not there. */
    void createEdge(Relation relation, int from, int to, EdgeProperties properties) {
        out[relation.ordinal()].add(from, to, properties);
        in[relation.ordinal()].add(to, from, properties);
    }

    void createEdge(Edge edge) {
        int from = existing(edge.relation().from(), edge.from());
        int to = existing(edge.relation().to(), edge.to());
        if (out[edge.relation().ordinal()].contains(from, to)) {
            throw new IllegalStateException(edge.key() + " exists already");
        }
        createEdge(edge.relation(), from, to, edge.properties());
    }

    void updateEdge(Edge edge) {
        int from = existing(edge.relation().from(), edge.from());
        int to = existing(edge.relation().to(), edge.to());
        if (!out[edge.relation().ordinal()].update(from, to, edge.properties())) {
            throw new IllegalStateException(edge.key() + " does not exist");
        }
        in[edge.relation().ordinal()].update(to, from, edge.properties());
    }

    void removeEdge(Edge.Key edge) {
        int from = existing(edge.relation().from(), edge.from());
        int to = existing(edge.relation().to(), edge.to());
        if (!out[edge.relation().ordinal()].remove(from, to)) {
            throw new IllegalStateException(edge + " does not exist");
        }
        in[edge.relation().ordinal()].remove(to, from);
    }

    private @Nullable Object[] values(Node node) {
        @Nullable Object[] values = NodeSchema.of(node.kind()).values(node);
        if (node instanceof Column column) {
            int capsule = capsuleRow(column.capsuleUrn());
            values[0] = capsule;
            touchedCapsules.add(capsule);
        }
        return values;
    }

    private void removeNode(NodeKind kind, int row) {
        if (kind == NodeKind.CAPSULE) {
            for (int column : out[Relation.HAS_COLUMN.ordinal()].neighbours(row)) {
                removeNode(NodeKind.COLUMN, column);
            }
        }
        if (kind == NodeKind.COLUMN) {
            int capsule = number(table(kind).get(row, 0));
            out[Relation.HAS_COLUMN.ordinal()].remove(capsule, row);
            touchedCapsules.add(capsule);
        }
        for (Relation relation : Relation.values()) {
            if (relation != Relation.HAS_COLUMN) {
                detach(relation, kind, row);
            }
        }
        table(kind).remove(row);
    }

    private void detach(Relation relation, NodeKind kind, int row) {
        AdjacencyPages.Editor forward = out[relation.ordinal()];
        AdjacencyPages.Editor backward = in[relation.ordinal()];
        if (relation.from() == kind) {
            for (int to : forward.neighbours(row)) {
                forward.remove(row, to);
                backward.remove(to, row);
            }
        }
        if (relation.to() == kind) {
            for (int from : backward.neighbours(row)) {
                backward.remove(row, from);
                forward.remove(from, row);
            }
        }
    }

    private void countColumns(int capsule) {
        int personal = 0;
        int described = 0;
        NodeTable.Editor columns = table(NodeKind.COLUMN);
        for (int column : out[Relation.HAS_COLUMN.ordinal()].neighbours(capsule)) {
            personal += columns.get(column, PII_TYPE) == null ? 0 : 1;
            described += columns.get(column, DESCRIPTION) == null ? 0 : 1;
        }
        personalColumns.set(capsule, personal);
        describedColumns.set(capsule, described);
    }

    private NodeTable.Editor table(NodeKind kind) {
        return tables[kind.ordinal()];
    }

    private int capsuleRow(String urn) {
        if (!urn.equals(lastCapsuleUrn) || !table(NodeKind.CAPSULE).alive(lastCapsuleRow)) {
            lastCapsuleRow = existing(NodeKind.CAPSULE, urn);
            lastCapsuleUrn = urn;
        }
        return lastCapsuleRow;
    }

    /** The row of a node, or -1 if it is not there. */
    int row(NodeKind kind, String urn) {
        int row;
        if (kind == NodeKind.COLUMN) {
            int capsule = row(NodeKind.CAPSULE, Urn.capsuleOf(urn));
            row = capsule < 0 ? -1 : findColumn(capsule, Urn.columnOf(urn));
        } else {
            row = find(kind, urn);
        }
        return table(kind).alive(row) ? row : -1;
    }

    /** Whether an edge is there whose ends are. */
    boolean contains(Edge.Key edge) {
        return out[edge.relation().ordinal()].contains(
                existing(edge.relation().from(), edge.from()),
                existing(edge.relation().to(), edge.to()));
    }

    private int existing(NodeKind kind, String urn) {
        int row = row(kind, urn);
        if (row < 0) {
            throw new IllegalStateException(kind.label() + " " + urn + " does not exist");
        }
        return row;
    }

    private int find(NodeKind kind, String urn) {
        NodeTable.Editor table = table(kind);
        return table.index().find(RowIndex.key(urn), row -> row < table.rows() && urn.equals(table.get(row, 0)));
    }

    private int findColumn(int capsule, String name) {
        NodeTable.Editor table = table(NodeKind.COLUMN);
        return table.index()
                .find(
                        RowIndex.key(capsule, name),
                        row -> row < table.rows()
                                && number(table.get(row, 0)) == capsule
                                && name.equals(table.get(row, 1)));
    }

    private static int number(@Nullable Object value) {
        return value instanceof Integer number ? number : -1;
    }
}
