package io.datacapsule.backup;

import io.datacapsule.graph.NodeSchema;
import io.datacapsule.graph.Property;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes nodes, edges and details of what {@link GraphLines} wrote. Strings that repeat are held once. Throws
 * {@link IllegalArgumentException} with what is wrong with a line.
 */
final class LineReader {

    private static final Set<String> EDGE = Set.of("relation", "from", "to", "asserted_by", "attributes");
    private static final Set<String> DETAILS = Set.of("urn", "raw_sql", "compiled_sql", "meta", "lineage");

    private final Map<Object, Object> shared = new HashMap<>();

    Node node(Map<String, Object> line) {
        NodeSchema schema = NodeSchema.of(kind(text(line, GraphLines.KIND)));
        List<Property> properties = schema.properties();
        @Nullable Object[] values = new @Nullable Object[properties.size()];
        int known = 1;
        for (int i = 0; i < values.length; i++) {
            Object value = line.get(properties.get(i).name());
            if (value != null) {
                values[i] = value(properties.get(i), value, i == 0);
                known++;
            }
        }
        if (known != line.size()) {
            throw new IllegalArgumentException("a property of " + schema.kind().label() + " is not known or null");
        }
        try {
            return schema.node(values);
        } catch (NoSuchElementException e) {
            throw new IllegalArgumentException("a word in it is not known: " + line, e);
        }
    }

    private static NodeKind kind(String label) {
        return Arrays.stream(NodeKind.values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no kind of node '" + label + "'"));
    }

    private Object value(Property property, Object value, boolean repeats) {
        return switch (property.storage()) {
            case INTEGER -> of(Integer.class, property.name(), value);
            case FLAG -> of(Boolean.class, property.name(), value);
            case INSTANT -> time(property.name(), of(String.class, property.name(), value));
            case LIST -> list(property.name(), value);
            case CODED -> share(of(String.class, property.name(), value));
            case TEXT -> {
                String text = of(String.class, property.name(), value);
                yield repeats ? share(text) : text;
            }
        };
    }

    private static Instant time(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " is no time", e);
        }
    }

    Edge edge(Map<String, Object> line) {
        requireOnly(EDGE, line);
        Relation relation;
        try {
            relation = Relation.valueOf(text(line, "relation"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("there is no relation of that name", e);
        }
        if (relation == Relation.HAS_COLUMN) {
            throw new IllegalArgumentException("columns are not listed as edges");
        }
        Map<String, String> attributes = new TreeMap<>();
        Map<?, ?> told = of(Map.class, "attributes", line.get("attributes"));
        told.forEach((name, value) -> attributes.put((String) name, of(String.class, "attributes", value)));
        EdgeProperties properties = new EdgeProperties(list("asserted_by", line.get("asserted_by")), attributes);
        return new Edge(relation, share(text(line, "from")), share(text(line, "to")), share(properties));
    }

    CapsuleDetails details(Map<String, Object> line) {
        requireOnly(DETAILS, line);
        return new CapsuleDetails(
                text(line, "urn"),
                optional(line, "raw_sql"),
                optional(line, "compiled_sql"),
                optional(line, "meta"),
                optional(line, "lineage"));
    }

    private static void requireOnly(Set<String> names, Map<String, Object> line) {
        if (!names.containsAll(line.keySet())) {
            throw new IllegalArgumentException("a property is not known");
        }
    }

    private List<String> list(String name, @Nullable Object value) {
        List<?> told = of(List.class, name, value);
        return share(
                told.stream().map(element -> of(String.class, name, element)).toList());
    }

    private static String text(Map<String, Object> line, String name) {
        return of(String.class, name, line.get(name));
    }

    private static @Nullable String optional(Map<String, Object> line, String name) {
        return line.containsKey(name) ? text(line, name) : null;
    }

    private static <T> T of(Class<T> type, String name, @Nullable Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(name + " is missing or no " + type.getSimpleName());
        }
        return type.cast(value);
    }

    @SuppressWarnings("unchecked")
    private <T> T share(T value) {
        return (T) shared.computeIfAbsent(value, same -> same);
    }
}
