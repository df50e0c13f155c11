package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.Layer;
import io.datacapsule.model.NodeKind;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What capsules and columns are sorted by. */
final class SortKeys {

    private SortKeys() {}

    /** The value of a key for each row of capsules. */
    static IntFunction<@Nullable Comparable<?>> capsule(GraphSnapshot graph, String key) {
        return switch (key) {
            case "column_count" -> row -> Links.columns(graph, row);
            case "pii_column_count" -> graph::personalColumns;
            case "doc_coverage" -> row -> Links.documented(graph, row);
            case "layer" -> row -> layer(graph, row);
            default -> property(graph, NodeKind.CAPSULE, key);
        };
    }

    /** The value of a key for each row of columns. */
    static IntFunction<@Nullable Comparable<?>> column(GraphSnapshot graph, String key) {
        return property(graph, NodeKind.COLUMN, key);
    }

    /** Layers in the order in which data goes through them. */
    private static @Nullable Layer layer(GraphSnapshot graph, int row) {
        return graph.value(NodeKind.CAPSULE, row, NodeSchema.CAPSULE.index("layer")) instanceof String word
                ? Layer.of(word).orElse(null)
                : null;
    }

    private static IntFunction<@Nullable Comparable<?>> property(GraphSnapshot graph, NodeKind kind, String key) {
        int index = NodeSchema.of(kind).index(key);
        return row -> graph.value(kind, row, index) instanceof Comparable<?> value ? value : null;
    }
}
