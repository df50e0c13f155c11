package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a relation yields: its columns with their origins, and what it may yield besides when its columns are not all known. */
final class Rows {

    static final Rows NONE = new Rows(List.of(), null);

    /** A column that a relation yields; named only if the query or a table says so. */
    record Cell(Name name, boolean named, List<Origin> origins) {

        Cell(Name name, List<Origin> origins) {
            this(name, true, origins);
        }
    }

    private final List<Cell> cells;
    private final @Nullable Unlisted unlisted;
    private final List<Cell> nested;
    private @Nullable Map<String, Cell> byKey;
    private boolean alike;

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

    List<Cell> cells() {
        return cells;
    }

    @Nullable
    Unlisted unlisted() {
        return unlisted;
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
                renamed.add(i < names.size() ? new Cell(names.get(i), cell.origins()) : cell);
            }
        }
        return new Rows(renamed, cells.size() < names.size() ? null : unlisted);
    }
}
