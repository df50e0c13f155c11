package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a relation yields: its columns with their origins, and what it may yield besides when its columns are not all known. */
final class Rows {

    static final Rows NONE = new Rows(List.of(), null);

    /**
     * A column that a relation yields; named only if the query or a table says so. Of a struct that the query put together the
     * {@code fields} are known.
     */
    record Cell(
            Name name,
            boolean named,
            List<Origin> origins,
            @Nullable Rows fields) {

        Cell(Name name, List<Origin> origins) {
            this(name, true, origins);
        }

        Cell(Name name, boolean named, List<Origin> origins) {
            this(name, named, origins, null);
        }

        /** The same under another name. */
        Cell as(Name other) {
            return new Cell(other, true, origins, fields);
        }

        /** The same from other origins. */
        Cell with(List<Origin> others) {
            return new Cell(name, named, others, fields);
        }
    }

    private final List<Cell> cells;
    private final @Nullable Unlisted unlisted;
    private final List<Cell> nested;
    private @Nullable Map<String, Cell> byKey;
    private boolean alike;
    private int size = -1;

    Rows(List<Cell> cells, @Nullable Unlisted unlisted) {
        this(cells, unlisted, List.of());
    }

    private Rows(List<Cell> cells, @Nullable Unlisted unlisted, List<Cell> nested) {
        this.cells = cells;
        this.unlisted = unlisted;
        this.nested = nested;
    }

    /** The same rows with fields below their columns, which are found by their paths but not among the columns. */
    Rows withNested(List<Cell> fields) {
        return new Rows(cells, unlisted, fields);
    }

    /** The same rows, the value of each column with further origins. */
    Rows and(List<Origin> more) {
        return more.isEmpty() ? this : each(cell -> cell.with(OriginSet.union(List.of(cell.origins(), more))));
    }

    /** The same rows, with the expression that changed their values. */
    Rows told(String expression) {
        return each(cell -> cell.with(OriginSet.told(cell.origins(), expression)));
    }

    /** The same rows but for some columns, by their keys. */
    Rows without(Collection<String> keys) {
        return new Rows(
                cells.stream().filter(cell -> !keys.contains(cell.name().key())).toList(), unlisted);
    }

    /** The same rows, the value of each column after one more step. */
    Rows through(Transformation step) {
        return each(cell -> cell.with(OriginSet.through(cell.origins(), step)));
    }

    private Rows each(UnaryOperator<Cell> change) {
        List<Cell> changed = new ArrayList<>(cells.size());
        for (Cell cell : cells) {
            Cell one = change.apply(cell);
            Rows below = cell.fields();
            changed.add(below == null ? one : new Cell(one.name(), one.named(), one.origins(), below.each(change)));
        }
        return new Rows(changed, unlisted);
    }

    List<Cell> cells() {
        return cells;
    }

    @Nullable
    Unlisted unlisted() {
        return unlisted;
    }

    /** How many columns and fields below them there are. */
    int size() {
        if (size < 0) {
            long all = 0;
            for (Cell cell : cells) {
                Rows fields = cell.fields();
                all += 1L + (fields == null ? 0 : fields.size());
            }
            size = (int) Math.min(all, Integer.MAX_VALUE);
        }
        return size;
    }

    /** Whether columns other than those listed may come from tables. */
    boolean isOpen() {
        return unlisted != null && !unlisted.weak();
    }

    /** As {@link #find(Name)}; of columns that differ in case alone, the one that the name without quotes means. */
    @Nullable
    Cell find(Name name, Dialect dialect) {
        Cell cell = find(name);
        return cell == null || name.quoted() || !alike ? cell : find(new Name(name.kept(dialect), true));
    }

    @Nullable
    Cell find(Name name) {
        if (byKey == null) {
            byKey = new HashMap<>(cells.size() * 2);
            for (Cell cell : cells) {
                Cell other = byKey.putIfAbsent(cell.name().key(), cell);
                alike |=
                        other != null && !other.name().text().equals(cell.name().text());
            }
            for (Cell cell : nested) {
                byKey.putIfAbsent(cell.name().key(), cell);
            }
        }
        Cell cell = byKey.get(name.key());
        if (cell == null || !alike || !name.quoted() || cell.name().text().equals(name.text())) {
            return cell;
        }
        for (Cell other : cells) {
            if (other.name().text().equals(name.text())) {
                return other;
            }
        }
        return cell;
    }

    /** The same rows with other names for the first columns. */
    Rows renamed(List<Name> names) {
        if (names.isEmpty()) {
            return this;
        }
        List<Cell> renamed = new ArrayList<>(cells.size());
        for (int i = 0; i < Math.max(cells.size(), names.size()); i++) {
            if (i >= cells.size()) {
                renamed.add(new Cell(names.get(i), unlisted == null ? List.of() : unlisted.all()));
            } else {
                Cell cell = cells.get(i);
                renamed.add(i < names.size() ? cell.as(names.get(i)) : cell);
            }
        }
        return new Rows(renamed, cells.size() < names.size() ? null : unlisted);
    }
}
