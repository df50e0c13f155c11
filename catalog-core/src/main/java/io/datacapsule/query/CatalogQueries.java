package io.datacapsule.query;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Page;
import io.datacapsule.model.Relation;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers pages of the lists of capsules and columns from a snapshot. The order is stable: pages of one snapshot neither
 * overlap nor leave anything out. Safe for any number of threads; it keeps the order of the capsules until one comes, goes or
 * is renamed, so use one for the whole process.
 */
public final class CatalogQueries {

    private static final int ORDINAL = NodeSchema.COLUMN.index("ordinal_position");

    private final CapsuleOrder order = new CapsuleOrder();

    /** A page of the capsules that meet the filter. */
    public Page<CapsuleSummary> capsules(GraphSnapshot graph, CapsuleQuery query) {
        return map(capsuleRows(graph, query), row -> CapsuleSummary.of(graph, row));
    }

    /** The same page as rows of the snapshot. */
    public Page<Integer> capsuleRows(GraphSnapshot graph, CapsuleQuery query) {
        Sort sort = query.order();
        boolean byName = sort.key().equals("name");
        IntPredicate condition = CapsuleCondition.of(graph, query.filter());
        int[] all = byName ? order.byName(graph) : order.byUrn(graph);
        if (byName || sort.key().equals("urn")) {
            return inOrder(all, sort.descending(), condition, query.limit(), query.offset());
        }
        Rows rows = new Rows();
        for (int row : all) {
            if (condition == null || condition.test(row)) {
                rows.add(row);
            }
        }
        int[] page = Ranking.page(
                rows, SortKeys.capsule(graph, sort.key()), sort.descending(), query.limit(), query.offset());
        return page(page, rows.size(), query.limit(), query.offset());
    }

    private static Page<Integer> inOrder(
            int[] all, boolean descending, @Nullable IntPredicate condition, int limit, int offset) {
        int[] page = new int[Math.max(0, Math.min(limit, all.length - offset))];
        int found = condition == null ? all.length : 0;
        int taken = 0;
        if (condition == null) {
            for (int i = offset; taken < page.length; i++) {
                page[taken++] = all[descending ? all.length - 1 - i : i];
            }
        } else {
            for (int i = 0; i < all.length; i++) {
                int row = all[descending ? all.length - 1 - i : i];
                if (condition.test(row) && found++ >= offset && taken < page.length) {
                    page[taken++] = row;
                }
            }
        }
        return page(Arrays.copyOf(page, taken), found, limit, offset);
    }

    /**
     * A page of the columns that meet the filter.
     *
     * @throws io.datacapsule.model.NotFoundException if the filter names a capsule that does not exist
     * @throws io.datacapsule.model.ConflictException if the filter's capsule may be one of several
     */
    public Page<ColumnView> columns(GraphSnapshot graph, ColumnQuery query) {
        return map(columnRows(graph, query), row -> ColumnView.of(graph, row));
    }

    /** The same page as rows of the snapshot. */
    public Page<Integer> columnRows(GraphSnapshot graph, ColumnQuery query) {
        Sort sort = query.order();
        String capsule = query.filter().capsule();
        IntPredicate condition = ColumnCondition.of(graph, query.filter());
        int[] capsules = capsule == null ? order.byUrn(graph) : new int[] {NodeLookup.capsule(graph, capsule)};
        boolean byPosition = sort.key().equals("position");
        if (byPosition && condition == null && !sort.descending()) {
            return everyColumn(graph, capsules, query.limit(), query.offset());
        }
        Rows rows = new Rows();
        for (int i = 0; i < capsules.length; i++) {
            addColumns(graph, capsules[byPosition && sort.descending() ? capsules.length - 1 - i : i], condition, rows);
        }
        int[] page = byPosition
                ? rows.slice(query.limit(), query.offset())
                : Ranking.page(
                        rows, SortKeys.column(graph, sort.key()), sort.descending(), query.limit(), query.offset());
        return page(page, rows.size(), query.limit(), query.offset());
    }

    /** A page of all columns of the capsules, found by counting whole capsules. */
    private static Page<Integer> everyColumn(GraphSnapshot graph, int[] capsules, int limit, int offset) {
        int total = 0;
        int skipped = 0;
        Rows rows = new Rows();
        for (int capsule : capsules) {
            int columns = Links.columns(graph, capsule);
            if (total + columns <= offset) {
                skipped += columns;
            } else if (rows.size() < limit + offset - skipped) {
                addColumns(graph, capsule, null, rows);
            }
            total += columns;
        }
        return page(rows.slice(limit, offset - skipped), total, limit, offset);
    }

    /** Adds the columns of a capsule that meet the condition, by position. */
    private static void addColumns(GraphSnapshot graph, int capsule, @Nullable IntPredicate condition, Rows rows) {
        Adjacency columns = graph.out(Relation.HAS_COLUMN);
        int degree = columns.degree(capsule);
        int start = rows.size();
        for (int i = 0; i < degree; i++) {
            int row = columns.neighbour(capsule, i);
            if (condition == null || condition.test(row)) {
                rows.add(row);
            }
        }
        rows.sortFrom(start, row -> position(graph, row));
    }

    private static int position(GraphSnapshot graph, int column) {
        int ordinal = Values.number(graph.value(NodeKind.COLUMN, column, ORDINAL));
        return ordinal == 0 ? Integer.MAX_VALUE : ordinal;
    }

    private static Page<Integer> page(int[] rows, int total, int limit, int offset) {
        return new Page<>(Arrays.stream(rows).boxed().toList(), total, limit, offset);
    }

    private static <T> Page<T> map(Page<Integer> rows, IntFunction<T> answer) {
        return new Page<>(
                rows.items().stream().map(row -> answer.apply(row)).toList(),
                rows.total(),
                rows.limit(),
                rows.offset());
    }
}
