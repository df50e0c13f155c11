package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.GraphLoader;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.neo4j.RowNumbers;
import io.datacapsule.neo4j.StoredProperties;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.exceptions.KernelException;
import org.neo4j.internal.kernel.api.CursorFactory;
import org.neo4j.internal.kernel.api.NodeCursor;
import org.neo4j.internal.kernel.api.PropertyCursor;
import org.neo4j.internal.kernel.api.Read;
import org.neo4j.internal.kernel.api.RelationshipScanCursor;
import org.neo4j.io.pagecache.context.CursorContext;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.memory.MemoryTracker;
import org.neo4j.storageengine.api.PropertySelection;

/**
 * Streams the whole graph through the cursors of the engine, in the order in which it lies on disk. One reads one graph. What
 * other programs put into the database is passed over.
 */
final class EngineReader {

    private static final NodeKind[] KINDS = NodeKind.values();

    private final Read read;
    private final CursorFactory cursors;
    private final CursorContext context;
    private final MemoryTracker memory;
    private final Tokens tokens;
    private final GraphLoader loader;
    private final RowNumbers[] rows = new RowNumbers[KINDS.length];
    private final Layout[] layouts = new Layout[KINDS.length];
    private final Map<Map<String, Object>, EdgeProperties> shared = new HashMap<>();

    EngineReader(KernelTransaction transaction, Tokens tokens, GraphLoader loader) {
        this.read = transaction.dataRead();
        this.cursors = transaction.cursors();
        this.context = transaction.cursorContext();
        this.memory = transaction.memoryTracker();
        this.tokens = tokens;
        this.loader = loader;
        for (NodeKind kind : KINDS) {
            rows[kind.ordinal()] = new RowNumbers();
            layouts[kind.ordinal()] = Layout.of(tokens.keys(kind));
        }
    }

    /** Which properties of a kind of node are read, and where each key stands among the values. */
    private record Layout(int size, int[] positions, PropertySelection selection) {

        static Layout of(int[] keys) {
            int[] positions = new int[Arrays.stream(keys).max().orElse(0) + 1];
            for (int i = 0; i < keys.length; i++) {
                positions[keys[i]] = i;
            }
            return new Layout(keys.length, positions, PropertySelection.selection(keys));
        }
    }

    void readAll() throws KernelException {
        readNodes(true);
        readNodes(false);
        readEdges();
    }

    private void readNodes(boolean capsules) {
        try (NodeCursor node = cursors.allocateNodeCursor(context, memory);
                PropertyCursor property = cursors.allocatePropertyCursor(context, memory)) {
            read.allNodesScan(node, false);
            while (node.next()) {
                if (node.hasLabel(tokens.label(NodeKind.CAPSULE)) == capsules) {
                    readNode(node, property, capsules ? NodeKind.CAPSULE : kind(node));
                }
            }
        }
    }

    private @Nullable NodeKind kind(NodeCursor node) {
        for (int i = NodeKind.COLUMN.ordinal(); i < KINDS.length; i++) {
            if (node.hasLabel(tokens.label(KINDS[i]))) {
                return KINDS[i];
            }
        }
        return null;
    }

    private void readNode(NodeCursor node, PropertyCursor property, @Nullable NodeKind kind) {
        if (kind == null) {
            return;
        }
        Layout layout = layouts[kind.ordinal()];
        @Nullable Object[] values = new @Nullable Object[layout.size];
        node.properties(property, layout.selection);
        while (property.next()) {
            values[layout.positions[property.propertyKey()]] =
                    property.propertyValue().asObjectCopy();
        }
        rows[kind.ordinal()].put(node.nodeReference(), loader.node(StoredProperties.node(kind, values)));
    }

    private void readEdges() throws KernelException {
        try (RelationshipScanCursor edge = cursors.allocateRelationshipScanCursor(context, memory);
                PropertyCursor property = cursors.allocatePropertyCursor(context, memory)) {
            read.allRelationshipsScan(edge, false);
            while (edge.next()) {
                readEdge(edge, property);
            }
        }
    }

    private void readEdge(RelationshipScanCursor edge, PropertyCursor property) throws KernelException {
        for (Relation relation : Relation.values()) {
            if (tokens.type(relation) != edge.type() || relation == Relation.HAS_COLUMN) {
                continue;
            }
            int from = rows[relation.from().ordinal()].get(edge.sourceNodeReference());
            int to = rows[relation.to().ordinal()].get(edge.targetNodeReference());
            if (from >= 0 && to >= 0) {
                edge.properties(property, PropertySelection.ALL_PROPERTIES);
                loader.edge(relation, from, to, properties(property));
                return;
            }
        }
    }

    private EdgeProperties properties(PropertyCursor property) throws KernelException {
        Map<String, Object> map = new HashMap<>();
        while (property.next()) {
            Object value = property.propertyValue().asObjectCopy();
            map.put(
                    tokens.name(property.propertyKey()),
                    value instanceof String[] array ? Arrays.asList(array) : value);
        }
        EdgeProperties known = shared.get(map);
        if (known == null) {
            known = StoredProperties.edge(map);
            shared.put(map, known);
        }
        return known;
    }
}
