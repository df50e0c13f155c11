package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Turns a {@link ColumnFilter} into conditions on rows; the capsule is left to the caller. */
final class ColumnCondition {

    private final GraphSnapshot graph;
    private final List<IntPredicate> conditions = new ArrayList<>();

    private ColumnCondition(GraphSnapshot graph) {
        this.graph = graph;
    }

    /** The condition that a row must meet, or null if every row does. */
    static @Nullable IntPredicate of(GraphSnapshot graph, ColumnFilter filter) {
        ColumnCondition all = new ColumnCondition(graph);
        if (filter.tag() != null) {
            all.conditions.add(CapsuleCondition.tagged(graph, filter.tag(), NodeKind.COLUMN, Relation.COLUMN_TAGGED));
        }
        all.equal("data_type", filter.dataType());
        all.equal("semantic_type", filter.semanticType());
        all.equal("pii_type", filter.piiType());
        all.present("pii_type", filter.hasPii());
        all.present("description", filter.described());
        Boolean tests = filter.hasTests();
        if (tests != null) {
            int count = NodeSchema.COLUMN.index("test_count");
            all.conditions.add(row -> Values.number(graph.value(NodeKind.COLUMN, row, count)) > 0 == tests);
        }
        if (filter.search() != null) {
            for (String word : filter.search().split("\\s+")) {
                all.conditions.add(Values.coded(graph, NodeKind.COLUMN, "name", name -> Text.contains(name, word)));
            }
        }
        return all.conditions.stream().reduce(IntPredicate::and).orElse(null);
    }

    private void equal(String property, @Nullable String wanted) {
        if (wanted != null) {
            conditions.add(Values.equal(graph, NodeKind.COLUMN, property, wanted));
        }
    }

    private void present(String property, @Nullable Boolean wanted) {
        if (wanted != null) {
            int index = NodeSchema.COLUMN.index(property);
            conditions.add(row -> (graph.value(NodeKind.COLUMN, row, index) != null) == wanted);
        }
    }
}
