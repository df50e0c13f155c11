package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.NodeSchema;
import io.datacapsule.graph.Property;
import io.datacapsule.model.EdgeType;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.neo4j.StoredProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.exceptions.KernelException;
import org.neo4j.internal.kernel.api.Token;

/** The numbers by which the engine knows labels, types and property keys, looked up once per transaction. */
final class Tokens {

    private final Token tokens;
    private final int[] labels = new int[NodeKind.values().length];
    private final int[] types = new int[EdgeType.values().length];
    private final int[][] keys = new int[NodeKind.values().length][];
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    Tokens(Token tokens) throws KernelException {
        this.tokens = tokens;
        for (NodeKind kind : NodeKind.values()) {
            labels[kind.ordinal()] = tokens.labelGetOrCreateForName(kind.label());
            List<Property> properties = NodeSchema.of(kind).properties();
            keys[kind.ordinal()] = new int[properties.size()];
            for (int i = 0; i < properties.size(); i++) {
                keys[kind.ordinal()][i] = key(properties.get(i).name());
            }
        }
        for (EdgeType type : EdgeType.values()) {
            types[type.ordinal()] = tokens.relationshipTypeGetOrCreateForName(type.name());
        }
        for (String name : StoredProperties.DETAILS) {
            key(name);
        }
        key("id");
        key("urn");
    }

    int label(NodeKind kind) {
        return labels[kind.ordinal()];
    }

    int type(Relation relation) {
        return types[relation.type().ordinal()];
    }

    /** The keys of the properties of that kind, in the order of its schema. */
    int[] keys(NodeKind kind) {
        return keys[kind.ordinal()];
    }

    /** The key of a property of nodes. */
    int nodeKey(String name) {
        Integer known = numbers.get(name);
        if (known == null) {
            throw new IllegalArgumentException("no node has the property " + name);
        }
        return known;
    }

    /** The key of any property. */
    int key(String name) throws KernelException {
        Integer known = numbers.get(name);
        if (known == null) {
            known = tokens.propertyKeyGetOrCreateForName(name);
            numbers.put(name, known);
            names.put(known, name);
        }
        return known;
    }

    /** The property of that key. */
    String name(int key) throws KernelException {
        String known = names.get(key);
        if (known == null) {
            known = tokens.propertyKeyName(key);
            numbers.put(known, key);
            names.put(key, known);
        }
        return known;
    }
}
