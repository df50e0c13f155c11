package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Derives the columns of pivoted relations. */
final class PivotResolver {

    Scope.Member pivot(Relation.Pivot pivot, Scope.Member of) {
        Rows rows = of.rows();
        Set<String> consumed = new HashSet<>();
        pivot.pivoted().forEach(column -> consumed.add(column.getLast().key()));
        pivot.aggregates()
                .forEach(value -> value.columns()
                        .forEach(column -> consumed.add(column.getLast().key())));
        List<Rows.Cell> cells = new ArrayList<>();
        for (Rows.Cell cell : rows.cells()) {
            if (!consumed.contains(cell.name().key())) {
                cells.add(cell);
            }
        }
        List<List<Origin>> all = new ArrayList<>();
        for (Relation.PivotValue value : pivot.aggregates()) {
            List<List<Origin>> parts = new ArrayList<>();
            value.columns().forEach(column -> parts.add(origins(rows, column.getLast())));
            all.add(OriginSet.through(OriginSet.union(parts), Transformation.AGGREGATION));
        }
        for (Name value : pivot.values()) {
            for (int i = 0; i < all.size(); i++) {
                Name alias = pivot.aggregates().get(i).alias();
                cells.add(new Rows.Cell(value, all.get(i)));
                if (alias != null) {
                    cells.add(new Rows.Cell(new Name(value.text() + "_" + alias.text(), true), all.get(i)));
                    cells.add(new Rows.Cell(new Name(alias.text() + "_" + value.text(), true), all.get(i)));
                }
            }
        }
        Unlisted unlisted = rows.unlisted();
        if (unlisted == null && pivot.open()) {
            unlisted = new Unlisted.OfFields(OriginSet.union(all));
        }
        return new Scope.Member(
                names(pivot.alias(), of), renamed(cells, unlisted, pivot.columns()), of.table(), of.hidden());
    }

    Scope.Member unpivot(Relation.Unpivot unpivot, Scope.Member of) {
        Rows rows = of.rows();
        Set<String> consumed = new HashSet<>();
        unpivot.sources().forEach(row -> row.forEach(column -> consumed.add(column.key())));
        List<Rows.Cell> cells = new ArrayList<>();
        for (Rows.Cell cell : rows.cells()) {
            if (!consumed.contains(cell.name().key())) {
                cells.add(cell);
            }
        }
        List<List<Origin>> every = new ArrayList<>();
        unpivot.sources().forEach(row -> row.forEach(column -> every.add(origins(rows, column))));
        List<Origin> labels = OriginSet.through(OriginSet.union(every), Transformation.TRANSFORMATION);
        unpivot.labels().forEach(label -> cells.add(new Rows.Cell(label, labels)));
        for (int i = 0; i < unpivot.values().size(); i++) {
            List<List<Origin>> parts = new ArrayList<>();
            for (List<Name> row : unpivot.sources()) {
                if (i < row.size()) {
                    parts.add(origins(rows, row.get(i)));
                }
            }
            cells.add(new Rows.Cell(unpivot.values().get(i), OriginSet.union(parts)));
        }
        return new Scope.Member(
                names(unpivot.alias(), of), renamed(cells, rows.unlisted(), unpivot.columns()), null, of.hidden());
    }

    /** Where columns before the new ones are not known by name, the last names are those of the new ones. */
    private static Rows renamed(List<Rows.Cell> cells, @Nullable Unlisted unlisted, List<Name> names) {
        int before = names.size() - cells.size();
        if (unlisted == null || before <= 0) {
            return new Rows(cells, unlisted).renamed(names);
        }
        List<Rows.Cell> all = new ArrayList<>(names.size());
        names.subList(0, before).forEach(name -> all.add(new Rows.Cell(name, unlisted.all())));
        for (int i = 0; i < cells.size(); i++) {
            all.add(new Rows.Cell(names.get(before + i), cells.get(i).origins()));
        }
        return new Rows(all, null);
    }

    private static List<Name> names(@Nullable Name alias, Scope.Member of) {
        return alias == null ? of.names() : List.of(alias);
    }

    private static List<Origin> origins(Rows rows, Name column) {
        Rows.Cell cell = rows.find(column);
        Unlisted unlisted = rows.unlisted();
        return cell != null ? cell.origins() : unlisted == null ? List.of() : unlisted.origins(column);
    }
}
