package io.datacapsule.ingest;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.Column;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the columns of a capsule. */
final class ColumnDiff {

    private static final String MANUAL = "manual";

    private final GraphSnapshot graph;
    private final String source;
    private final PendingChange pending;
    private int created;
    private int updated;
    private int unchanged;
    private int removed;

    ColumnDiff(GraphSnapshot graph, String source, PendingChange pending) {
        this.graph = graph;
        this.source = source;
        this.pending = pending;
    }

    int created() {
        return created;
    }

    int updated() {
        return updated;
    }

    int unchanged() {
        return unchanged;
    }

    int removed() {
        return removed;
    }

    void countRemoved(int columns) {
        removed += columns;
    }

    void create(AssertedCapsule asserted) {
        created += asserted.columns().size();
        pending.created.addAll(asserted.columns());
    }

    /** Answers whether anything about the columns changes. */
    boolean update(int row, AssertedCapsule asserted) {
        Map<String, Column> known = new HashMap<>();
        Adjacency contains = graph.out(Relation.HAS_COLUMN);
        for (int i = 0; i < contains.degree(row); i++) {
            Column column = graph.column(contains.neighbour(row, i));
            known.put(column.name(), column);
        }
        boolean changed = false;
        for (Column told : asserted.columns()) {
            Column before = known.remove(told.name());
            if (before == null) {
                created++;
                pending.created.add(told);
                changed = true;
            } else {
                changed |= compare(before, told, asserted.columnsComplete());
            }
        }
        for (Column left : known.values()) {
            changed |= leave(left, asserted);
        }
        return changed;
    }

    private boolean compare(Column before, Column told, boolean complete) {
        Column merged = merge(before, told, complete);
        if (merged.equals(before)) {
            unchanged++;
            return false;
        }
        updated++;
        pending.updated.add(merged);
        return true;
    }

    private Column merge(Column before, Column told, boolean complete) {
        boolean catalogKnew = !complete && !"manifest".equals(before.origin());
        boolean manual = MANUAL.equals(before.piiDetectedBy());
        return new Column(
                told.capsuleUrn(),
                told.name(),
                catalogKnew ? either(told.dataType(), before.dataType()) : told.dataType(),
                catalogKnew && told.ordinal() == 0 ? before.ordinal() : told.ordinal(),
                catalogKnew ? either(told.description(), before.description()) : told.description(),
                manual ? before.semanticType() : told.semanticType(),
                manual ? before.piiType() : told.piiType(),
                manual ? MANUAL : told.piiDetectedBy(),
                told.testCount(),
                catalogKnew ? "both" : told.origin(),
                told.meta(),
                Assertions.with(before.assertedBy(), source));
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    /** A column that this run does not name: gone if this run would know, kept if only a catalog could tell. */
    private boolean leave(Column column, AssertedCapsule asserted) {
        boolean respelled = asserted.columns().stream().anyMatch(c -> c.name().equalsIgnoreCase(column.name()));
        if (!asserted.columnsComplete() && !"manifest".equals(column.origin()) && !respelled) {
            unchanged++;
            return false;
        }
        var left = Assertions.without(column.assertedBy(), source);
        if (left.equals(column.assertedBy())) {
            unchanged++;
            return false;
        }
        removed++;
        pending.removed.add(new GraphChange.Ref(NodeKind.COLUMN, column.urn()));
        return true;
    }
}
