package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Column;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.EdgeType;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.neo4j.StoredProperties;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.collections.api.factory.primitive.IntObjectMaps;
import org.eclipse.collections.api.factory.primitive.IntSets;
import org.eclipse.collections.api.map.primitive.MutableIntObjectMap;
import org.eclipse.collections.api.set.primitive.IntSet;
import org.jspecify.annotations.Nullable;
import org.neo4j.exceptions.KernelException;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.internal.kernel.api.Write;
import org.neo4j.kernel.impl.core.NodeEntity;
import org.neo4j.kernel.impl.core.RelationshipEntity;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.values.storable.Value;
import org.neo4j.values.storable.Values;

/** Writes a change through the engine's own interface, within one transaction; the result is that of the Cypher statements. */
final class EngineWriter {

    private static final IntSet NONE = IntSets.immutable.empty();
    private static final int FEW_EDGES = 50;

    private final InternalTransaction transaction;
    private final Write write;
    private final Tokens tokens;
    private final NodeNumbers numbers;
    private final Map<NodeKind, IntSet> labels = new EnumMap<>(NodeKind.class);

    EngineWriter(InternalTransaction transaction, Tokens tokens, NodeNumbers numbers) throws KernelException {
        this.transaction = transaction;
        this.write = transaction.kernelTransaction().dataWrite();
        this.tokens = tokens;
        this.numbers = numbers;
        for (NodeKind kind : NodeKind.values()) {
            labels.put(kind, IntSets.immutable.of(tokens.label(kind)));
        }
    }

    void write(GraphChange change) throws KernelException {
        for (Edge.Key key : change.edgesRemoved()) {
            Optional<Relationship> edge = find(key);
            if (edge.isPresent()) {
                write.relationshipDelete(number(edge.get()));
            }
        }
        for (Ref ref : change.removed()) {
            remove(ref);
        }
        for (Node node : change.created()) {
            create(node);
        }
        for (Node node : change.updated()) {
            write.nodeApplyChanges(require(node.kind(), node.urn()), NONE, NONE, values(node, true));
        }
        for (CapsuleDetails details : change.details()) {
            write(details);
        }
        for (Edge edge : change.edgesCreated()) {
            create(edge);
        }
        for (Edge edge : change.edgesUpdated()) {
            update(edge);
        }
    }

    private void create(Node node) throws KernelException {
        long number = write.nodeCreate();
        write.nodeApplyChanges(number, labels.getOrDefault(node.kind(), NONE), NONE, values(node, false));
        numbers.put(node.kind(), node.urn(), number);
        if (node instanceof Column column) {
            write.relationshipCreate(
                    require(NodeKind.CAPSULE, column.capsuleUrn()), tokens.type(Relation.HAS_COLUMN), number);
        }
    }

    private MutableIntObjectMap<Value> values(Node node, boolean eraseUnknown) {
        MutableIntObjectMap<Value> values = IntObjectMaps.mutable.empty();
        StoredProperties.forEach(node, (name, value) -> {
            if (value != null || eraseUnknown) {
                values.put(tokens.nodeKey(name), value(value));
            }
        });
        return values;
    }

    private void write(CapsuleDetails details) throws KernelException {
        MutableIntObjectMap<Value> values = IntObjectMaps.mutable.empty();
        StoredProperties.forEach(details, (name, text) -> values.put(tokens.nodeKey(name), value(text)));
        write.nodeApplyChanges(require(NodeKind.CAPSULE, details.urn()), NONE, NONE, values);
    }

    private void create(Edge edge) throws KernelException {
        long number = write.relationshipCreate(
                require(edge.relation().from(), edge.from()),
                tokens.type(edge.relation()),
                require(edge.relation().to(), edge.to()));
        write.relationshipApplyChanges(number, values(edge.properties()));
    }

    private void update(Edge edge) throws KernelException {
        Optional<Relationship> found = find(edge.key());
        if (found.isEmpty()) {
            return;
        }
        MutableIntObjectMap<Value> values = values(edge.properties());
        for (String name : found.get().getPropertyKeys()) {
            values.getIfAbsentPut(tokens.key(name), Values.NO_VALUE);
        }
        write.relationshipApplyChanges(number(found.get()), values);
    }

    private MutableIntObjectMap<Value> values(EdgeProperties properties) throws KernelException {
        MutableIntObjectMap<Value> values = IntObjectMaps.mutable.empty();
        for (var entry : StoredProperties.of(properties).entrySet()) {
            values.put(tokens.key(entry.getKey()), value(entry.getValue()));
        }
        return values;
    }

    private void remove(Ref ref) throws KernelException {
        long number = find(ref.kind(), ref.urn());
        if (number < 0) {
            return;
        }
        numbers.clear();
        if (ref.kind() == NodeKind.CAPSULE) {
            for (long column : columns(number)) {
                write.nodeDetachDelete(column);
            }
        }
        write.nodeDetachDelete(number);
    }

    private List<Long> columns(long capsule) {
        List<Long> columns = new ArrayList<>();
        Label column = Label.label(NodeKind.COLUMN.label());
        for (Relationship edge : node(capsule).getRelationships(Direction.OUTGOING, type(EdgeType.CONTAINS))) {
            if (edge.getEndNode().hasLabel(column)) {
                columns.add(((NodeEntity) edge.getEndNode()).getId());
            }
        }
        return columns;
    }

    private Optional<Relationship> find(Edge.Key key) {
        long from = find(key.relation().from(), key.from());
        long to = find(key.relation().to(), key.to());
        if (from < 0 || to < 0) {
            return Optional.empty();
        }
        RelationshipType type = type(key.relation().type());
        NodeEntity tail = node(from);
        NodeEntity head = node(to);
        int edges = tail.getDegree(type, Direction.OUTGOING);
        boolean fromTail = edges <= FEW_EDGES || edges <= head.getDegree(type, Direction.INCOMING);
        long other = fromTail ? to : from;
        var candidates = fromTail
                ? tail.getRelationships(Direction.OUTGOING, type)
                : head.getRelationships(Direction.INCOMING, type);
        for (Relationship edge : candidates) {
            NodeEntity end = (NodeEntity) (fromTail ? edge.getEndNode() : edge.getStartNode());
            if (end.getId() == other) {
                return Optional.of(edge);
            }
        }
        return Optional.empty();
    }

    private long require(NodeKind kind, String urn) {
        long number = find(kind, urn);
        if (number < 0) {
            throw new InternalFailureException(
                    "graph_mismatch", "The change does not fit the graph in the database: '" + urn + "' is not there.");
        }
        return number;
    }

    private long find(NodeKind kind, String urn) {
        long number = numbers.get(kind, urn);
        if (number >= 0) {
            return number;
        }
        NodeEntity node = (NodeEntity) transaction.findNode(Label.label(kind.label()), "urn", urn);
        if (node == null) {
            return -1;
        }
        numbers.put(kind, urn, node.getId());
        return node.getId();
    }

    private NodeEntity node(long number) {
        return (NodeEntity) transaction.newNodeEntity(number);
    }

    private static RelationshipType type(EdgeType type) {
        return RelationshipType.withName(type.name());
    }

    private static long number(Relationship edge) {
        return ((RelationshipEntity) edge).getId();
    }

    private static Value value(@Nullable Object value) {
        return value instanceof List<?> list ? Values.stringArray(list.toArray(new String[0])) : Values.of(value);
    }
}
