package io.datacapsule.graph;

import io.datacapsule.model.Capsule;
import io.datacapsule.model.Column;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The whole property graph at one revision, in memory, without the large properties. Immutable and safe for any number of
 * threads: a reader that keeps a snapshot sees one state of the graph for as long as it likes. Snapshots share all they do not
 * differ in.
 *
 * <p>Nodes are rows: dense integers per kind, from 0 to {@link #rows} (exclusive), with gaps where nodes were removed. The row
 * of a node never changes while the process lives. Properties are named by their index in {@link NodeSchema#properties}.
 */
public final class GraphSnapshot {

    private final Revision revision;
    private final NodeTable[] tables;
    private final AdjacencyPages[] out;
    private final AdjacencyPages[] in;
    private final IntPages personalColumns;
    private final IntPages describedColumns;

    GraphSnapshot(
            Revision revision,
            NodeTable[] tables,
            AdjacencyPages[] out,
            AdjacencyPages[] in,
            IntPages personalColumns,
            IntPages describedColumns) {
        this.revision = revision;
        this.tables = tables;
        this.out = out;
        this.in = in;
        this.personalColumns = personalColumns;
        this.describedColumns = describedColumns;
    }

    /** A graph without nodes, at {@link Revision#NONE}. */
    public static GraphSnapshot empty() {
        return SnapshotEditor.fresh().freeze(Revision.NONE);
    }

    /** The revision of the store that this shows. */
    public Revision revision() {
        return revision;
    }

    /**
     * This graph with a change applied, at a revision; the change must hold for this snapshot. Snapshots of one origin share
     * indexes that one thread may extend, so this is not for a snapshot of a {@link CatalogGraph} that others write to.
     */
    public GraphSnapshot apply(GraphChange change, Revision next) {
        SnapshotEditor editor = new SnapshotEditor(this);
        editor.apply(change);
        return editor.freeze(next);
    }

    /** One more than the highest row of that kind. */
    public int rows(NodeKind kind) {
        return table(kind).rows();
    }

    /** How many nodes of that kind there are. */
    public int count(NodeKind kind) {
        return table(kind).live();
    }

    /**
     * About how much memory this takes by itself, in bytes: its arrays and texts, without the values that stand in it only once
     * however many rows have them. Reads every text, so it takes milliseconds for each hundred thousand rows.
     */
    public long bytes() {
        long bytes = personalColumns.bytes() + describedColumns.bytes();
        for (NodeTable table : tables) {
            bytes += table.bytes();
        }
        for (Relation relation : Relation.values()) {
            bytes += outPages(relation).bytes();
            bytes += relation == Relation.HAS_COLUMN ? 0 : inPages(relation).bytes();
        }
        return bytes;
    }

    /** Whether there is a node at that row. */
    public boolean alive(NodeKind kind, int row) {
        return table(kind).alive(row);
    }

    /** The row of the node with that URN, or -1. */
    public int find(NodeKind kind, String urn) {
        int row = kind == NodeKind.COLUMN
                ? findColumn(urn)
                : table(kind)
                        .index
                        .find(
                                RowIndex.key(urn),
                                candidate -> candidate < rows(kind)
                                        && urn.equals(table(kind).get(candidate, 0)));
        return alive(kind, row) ? row : -1;
    }

    private int findColumn(String urn) {
        int capsule = find(NodeKind.CAPSULE, Urn.capsuleOf(urn));
        String name = Urn.columnOf(urn);
        return capsule < 0
                ? -1
                : table(NodeKind.COLUMN)
                        .index
                        .find(
                                RowIndex.key(capsule, name),
                                row -> row < rows(NodeKind.COLUMN)
                                        && capsuleOf(row) == capsule
                                        && name.equals(table(NodeKind.COLUMN).get(row, 1)));
    }

    /** The row of the node with that id, or -1. */
    public int find(NodeKind kind, UUID id) {
        if (kind == NodeKind.TAG || kind == NodeKind.DATA_PRODUCT) {
            for (int row = 0; row < rows(kind); row++) {
                if (alive(kind, row) && id.toString().equals(value(kind, row, 1))) {
                    return row;
                }
            }
            return -1;
        }
        int row = table(kind).ids.find(id, rows(kind), candidate -> urn(kind, candidate));
        return alive(kind, row) ? row : -1;
    }

    /** The node at that row, which must be alive. */
    public Node node(NodeKind kind, int row) {
        @Nullable Object[] values = table(kind).values(row);
        if (kind == NodeKind.COLUMN) {
            values[0] = urn(NodeKind.CAPSULE, capsuleOf(row));
        }
        return NodeSchema.of(kind).node(values);
    }

    /** The capsule at that row, which must be alive. */
    public Capsule capsule(int row) {
        return (Capsule) node(NodeKind.CAPSULE, row);
    }

    /** The column at that row, which must be alive. */
    public Column column(int row) {
        return (Column) node(NodeKind.COLUMN, row);
    }

    /** The URN of the node at that row. */
    public String urn(NodeKind kind, int row) {
        return kind == NodeKind.COLUMN
                ? Urn.column(urn(NodeKind.CAPSULE, capsuleOf(row)), name(kind, row))
                : (String) present(table(kind).get(row, 0));
    }

    /** The name of the node at that row. */
    public String name(NodeKind kind, int row) {
        return (String) present(table(kind).get(row, NodeSchema.of(kind).nameIndex()));
    }

    /** One property of the node at that row; columns answer their capsule's URN for property 0. */
    public @Nullable Object value(NodeKind kind, int row, int property) {
        return kind == NodeKind.COLUMN && property == 0
                ? urn(NodeKind.CAPSULE, capsuleOf(row))
                : table(kind).get(row, property);
    }

    /**
     * A token that two snapshots share only if no node of that kind differs in that property, so that what was derived from
     * it can be kept. The token of the name changes whenever a node comes or goes.
     */
    public Object version(NodeKind kind, int property) {
        return table(kind).version(property);
    }

    /** The row of the capsule that contains the column at that row. */
    public int capsuleOf(int columnRow) {
        return (Integer) present(table(NodeKind.COLUMN).get(columnRow, 0));
    }

    /** The columns of a capsule, by position, then in the order in which they came. */
    public List<Column> columns(int capsuleRow) {
        Adjacency contains = out(Relation.HAS_COLUMN);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < contains.degree(capsuleRow); i++) {
            columns.add(column(contains.neighbour(capsuleRow, i)));
        }
        columns.sort((a, b) -> Integer.compare(position(a), position(b)));
        return columns;
    }

    private static int position(Column column) {
        return column.ordinal() == 0 ? Integer.MAX_VALUE : column.ordinal();
    }

    /** How many columns of the capsule hold personal data. */
    public int personalColumns(int capsuleRow) {
        return personalColumns.get(capsuleRow);
    }

    /** How many columns of the capsule have a description. */
    public int describedColumns(int capsuleRow) {
        return describedColumns.get(capsuleRow);
    }

    /** Edges of that relation from their tails. */
    public Adjacency out(Relation relation) {
        return out[relation.ordinal()];
    }

    /** Edges of that relation from their heads; for {@link Relation#HAS_COLUMN} use {@link #capsuleOf}. */
    public Adjacency in(Relation relation) {
        if (relation == Relation.HAS_COLUMN) {
            throw new IllegalArgumentException("the capsule of a column is a property: capsuleOf");
        }
        return in[relation.ordinal()];
    }

    NodeTable table(NodeKind kind) {
        return tables[kind.ordinal()];
    }

    AdjacencyPages outPages(Relation relation) {
        return out[relation.ordinal()];
    }

    AdjacencyPages inPages(Relation relation) {
        return in[relation.ordinal()];
    }

    IntPages personalColumnPages() {
        return personalColumns;
    }

    IntPages describedColumnPages() {
        return describedColumns;
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a row without its name was read");
        }
        return value;
    }
}
