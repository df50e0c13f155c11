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
        pivot.aggregates().forEach(value -> value.columns().forEach(column -> consumed.add(column.getLast().key())));
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
                names(pivot.alias(), of), new Rows(cells, unlisted).renamed(pivot.columns()), of.table(), of.hidden());
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
                names(unpivot.alias(), of),
                new Rows(cells, rows.unlisted()).renamed(unpivot.columns()),
                null,
                of.hidden());
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
