package io.datacapsule.neo4j;

import io.datacapsule.graph.NodeSchema;
import io.datacapsule.graph.Property;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Column;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How nodes and edges are spelled as properties in Neo4j: those of {@link NodeSchema}, an {@code id} for every node and a
 * {@code urn} for columns too. Points in time are temporal values in UTC; what is unknown is left out. The large properties
 * of a capsule lie beside the others.
 */
public final class StoredProperties {

    /** The sources that assert an edge. */
    public static final String ASSERTED_BY = "asserted_by";

    /** The large properties of a capsule, in the order of {@link io.datacapsule.model.CapsuleDetails}. */
    public static final List<String> DETAILS = List.of("raw_sql", "compiled_sql", "meta", "lineage");

    private StoredProperties() {}

    /** Hands every property of {@code node} to {@code sink}, those that are unknown with null. */
    public static void forEach(Node node, BiConsumer<String, @Nullable Object> sink) {
        NodeSchema schema = NodeSchema.of(node.kind());
        List<Property> properties = schema.properties();
        @Nullable Object[] values = schema.values(node);
        boolean idIsOwn = false;
        for (int i = 0; i < values.length; i++) {
            String name = properties.get(i).name();
            idIsOwn |= name.equals("id");
            sink.accept(name, stored(values[i]));
        }
        if (!idIsOwn) {
            sink.accept("id", node.id().toString());
        }
        if (node instanceof Column) {
            sink.accept("urn", node.urn());
        }
    }

    /** Hands the details that there are to {@code sink}. */
    public static void forEach(CapsuleDetails details, BiConsumer<String, String> sink) {
        @Nullable String[] texts = {details.rawSql(), details.compiledSql(), details.meta(), details.lineage()};
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            if (text != null) {
                sink.accept(DETAILS.get(i), text);
            }
        }
    }

    /** All properties of a node that are known. */
    static Map<String, Object> known(Node node) {
        Map<String, Object> map = new HashMap<>(64);
        forEach(node, (name, value) -> {
            if (value != null) {
                map.put(name, value);
            }
        });
        return map;
    }

    /** All properties of a node, null where unknown, so that they erase what was known before. */
    static Map<String, @Nullable Object> all(Node node) {
        Map<String, @Nullable Object> map = new HashMap<>(64);
        forEach(node, map::put);
        return map;
    }

    /** The properties of an edge. */
    public static Map<String, Object> of(EdgeProperties properties) {
        Map<String, Object> map = new HashMap<>(properties.attributes());
        map.put(ASSERTED_BY, properties.assertedBy());
        return map;
    }

    /** The node of that kind with these values, which stand in the order of its schema as the database gave them. */
    public static Node node(NodeKind kind, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = loaded(values[i]);
        }
        return NodeSchema.of(kind).node(values);
    }

    /** The properties of an edge from what {@link #of} gave. */
    public static EdgeProperties edge(Map<String, ?> stored) {
        List<String> assertedBy = List.of();
        Map<String, String> attributes = new HashMap<>();
        for (var entry : stored.entrySet()) {
            if (entry.getKey().equals(ASSERTED_BY)) {
                assertedBy = strings(entry.getValue());
            } else {
                attributes.put(entry.getKey(), String.valueOf(entry.getValue()));
            }
        }
        return new EdgeProperties(assertedBy, attributes);
    }

    private static @Nullable Object stored(@Nullable Object value) {
        return value instanceof Instant time ? time.atZone(ZoneOffset.UTC) : value;
    }

    private static @Nullable Object loaded(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case ZonedDateTime time -> time.toInstant();
            case Long number -> number.intValue();
            case String[] array -> List.of(array);
            case List<?> list -> strings(list);
            default -> value;
        };
    }

    private static List<String> strings(@Nullable Object value) {
        if (value instanceof String[] array) {
            return List.of(array);
        }
        List<String> strings = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> strings.add(String.valueOf(element)));
        }
        return strings;
    }
}
