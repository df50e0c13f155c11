package io.datacapsule.backup;

import io.datacapsule.model.Column;
import io.datacapsule.model.Edge;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Urn;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * Names what a backup takes as one: a node that is no column with all that is its own, see {@link GraphLines}, or a row.
 *
 * @param set label of the node, or name of the table
 * @param key URN of the node, or first column of the row, which is its primary key
 */
record GroupKey(String set, String key) {

    static final Comparator<GroupKey> ORDER =
            Comparator.comparing(GroupKey::set).thenComparing(GroupKey::key);

    /** The group that a node belongs to. */
    static GroupKey of(Node node) {
        return node instanceof Column column
                ? capsule(column.capsuleUrn())
                : new GroupKey(node.kind().label(), node.urn());
    }

    /** The group that an edge belongs to: that of the node which it leaves. */
    static GroupKey of(Edge edge) {
        NodeKind from = edge.relation().from();
        return from == NodeKind.COLUMN ? capsule(Urn.capsuleOf(edge.from())) : new GroupKey(from.label(), edge.from());
    }

    /** The group of a capsule. */
    static GroupKey capsule(String urn) {
        return new GroupKey(NodeKind.CAPSULE.label(), urn);
    }

    /** The row of a table, as text of {@code COPY}. */
    static GroupKey row(String table, byte[] bytes, int start, int length) {
        int end = start;
        while (end < start + length && bytes[end] != '\t') {
            end++;
        }
        return new GroupKey(table, new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }
}
