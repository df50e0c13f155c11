package io.datacapsule.ingest;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.Column;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the columns of a capsule. */
final class ColumnDiff {

    private static final String MANUAL = "manual";
    private static final String SQL = "sql";

    /** Origins of columns that no warehouse confirmed. */
    private static final Set<String> CODE = Set.of("manifest", SQL);

    private final GraphSnapshot graph;
    private final String source;
    private final PendingChange pending;
    private int created;
    private int updated;
    private int unchanged;
    private int removed;
    private final List<Column> left = new ArrayList<>();

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

    /** Columns that SQL alone told once and does not any more; they go if nothing reads them. */
    List<Column> left() {
        return left;
    }

    /** Removes a column of {@link #left}. */
    void remove(Column column) {
        unchanged--;
        removed++;
        pending.removed.add(new GraphChange.Ref(NodeKind.COLUMN, column.urn()));
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
                changed |= compare(before, told, asserted);
            }
        }
        for (Column other : known.values()) {
            changed |= leave(other, asserted);
        }
        return changed;
    }

    private boolean compare(Column before, Column told, AssertedCapsule asserted) {
        Column merged = merge(before, told, asserted);
        if (merged.equals(before)) {
            unchanged++;
            return false;
        }
        updated++;
        pending.updated.add(merged);
        return true;
    }

    private Column merge(Column before, Column told, AssertedCapsule asserted) {
        boolean catalogKnew = !asserted.columnsComplete() && !CODE.contains(String.valueOf(before.origin()));
        boolean positionKnown = catalogKnew || (!asserted.columnsComplete() && !asserted.derived());
        boolean manual = MANUAL.equals(before.piiDetectedBy());
        return new Column(
                told.capsuleUrn(),
                told.name(),
                catalogKnew ? either(told.dataType(), before.dataType()) : told.dataType(),
                positionKnown && told.ordinal() == 0 ? before.ordinal() : told.ordinal(),
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
            if (SQL.equals(column.origin()) && asserted.derived()) {
                left.add(column);
            }
            return false;
        }
        var others = Assertions.without(column.assertedBy(), source);
        if (others.equals(column.assertedBy())) {
            unchanged++;
            return false;
        }
        removed++;
        pending.removed.add(new GraphChange.Ref(NodeKind.COLUMN, column.urn()));
        return true;
    }
}
