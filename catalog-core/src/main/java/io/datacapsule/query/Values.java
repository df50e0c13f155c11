package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads properties of rows as what they are. */
final class Values {

    private Values() {}

    static int number(@Nullable Object value) {
        return value instanceof Integer number ? number : 0;
    }

    /** Whether a property is the wanted text, upper and lower case being the same. */
    static IntPredicate equal(GraphSnapshot graph, NodeKind kind, String property, String wanted) {
        return coded(graph, kind, property, wanted::equalsIgnoreCase);
    }

    /** Whether a property of which few distinct values exist meets a condition, which is asked once per distinct value. */
    static IntPredicate coded(GraphSnapshot graph, NodeKind kind, String property, Predicate<String> condition) {
        int index = NodeSchema.of(kind).index(property);
        Map<Object, Boolean> known = new HashMap<>();
        return row -> {
            Object value = graph.value(kind, row, index);
            return value instanceof String text && known.computeIfAbsent(text, t -> condition.test(text));
        };
    }
}
