package io.datacapsule.query;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.NotFoundException;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Turns a {@link CapsuleFilter} into conditions on rows, the cheapest first. */
final class CapsuleCondition {

    private static final int DESCRIPTION = NodeSchema.CAPSULE.index("description");
    private static final int TEST_COUNT = NodeSchema.CAPSULE.index("test_count");

    private final GraphSnapshot graph;
    private final List<IntPredicate> conditions = new ArrayList<>();

    private CapsuleCondition(GraphSnapshot graph) {
        this.graph = graph;
    }

    /** The condition that a row must meet, or null if every row does. */
    static @Nullable IntPredicate of(GraphSnapshot graph, CapsuleFilter filter) {
        CapsuleCondition all = new CapsuleCondition(graph);
        if (filter.tag() != null) {
            all.conditions.add(tagged(graph, filter.tag(), NodeKind.CAPSULE, Relation.CAPSULE_TAGGED));
        }
        if (CapsuleFilter.NO_LAYER.equals(filter.layer())) {
            int layer = NodeSchema.CAPSULE.index("layer");
            all.conditions.add(row -> graph.value(NodeKind.CAPSULE, row, layer) == null);
        } else {
            all.equal("layer", filter.layer());
        }
        all.equal("capsule_type", filter.capsuleType());
        all.equal("domain", filter.domain());
        all.equal("source_system", filter.sourceSystem());
        all.equal("source_instance", filter.sourceInstance());
        all.equal("database_name", filter.database());
        all.equal("schema_name", filter.schema());
        all.equal("owner", filter.owner());
        all.equal("materialization", filter.materialization());
        Boolean personal = filter.hasPii();
        if (personal != null) {
            all.conditions.add(row -> graph.personalColumns(row) > 0 == personal);
        }
        Boolean tests = filter.hasTests();
        if (tests != null) {
            all.conditions.add(row -> Values.number(graph.value(NodeKind.CAPSULE, row, TEST_COUNT)) > 0 == tests);
        }
        all.search(filter.search());
        return all.conditions.stream().reduce(IntPredicate::and).orElse(null);
    }

    private void equal(String property, @Nullable String wanted) {
        if (wanted != null) {
            conditions.add(Values.equal(graph, NodeKind.CAPSULE, property, wanted));
        }
    }

    private void search(@Nullable String search) {
        if (search != null) {
            for (String word : search.split("\\s+")) {
                conditions.add(row -> Text.contains(graph.name(NodeKind.CAPSULE, row), word)
                        || Text.contains((String) graph.value(NodeKind.CAPSULE, row, DESCRIPTION), word));
            }
        }
    }

    /** Whether a node carries the tag; no node carries a tag that does not exist. */
    static IntPredicate tagged(GraphSnapshot graph, String tag, NodeKind kind, Relation relation) {
        BitSet rows = new BitSet(graph.rows(kind));
        try {
            int row = NodeLookup.tag(graph, tag);
            Adjacency carriers = graph.in(relation);
            for (int i = 0; i < carriers.degree(row); i++) {
                rows.set(carriers.neighbour(row, i));
            }
        } catch (NotFoundException e) {
            return row -> false;
        }
        return rows::get;
    }
}
