package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Derives the columns of pivoted relations. */
final class PivotResolver {

    private final Dialect dialect;

    PivotResolver(Dialect dialect) {
        this.dialect = dialect;
    }

    Scope.Member pivot(Relation.Pivot pivot, Scope.Member of) {
        Rows rows = of.rows();
        Set<String> consumed = new HashSet<>();
        pivot.pivoted().forEach(column -> consumed.add(column.getLast().key()));
        pivot.aggregates()
                .forEach(value -> value.columns()
                        .forEach(column -> consumed.add(column.getLast().key())));
        List<Rows.Cell> cells = new ArrayList<>();
        if (pivot.groups().isEmpty()) {
            rows.cells().stream()
                    .filter(cell -> !consumed.contains(cell.name().key()))
                    .forEach(cells::add);
        }
        pivot.groups().forEach(group -> cells.add(new Rows.Cell(group, origins(rows, group))));
        List<List<Origin>> all = new ArrayList<>();
        for (Relation.PivotValue value : pivot.aggregates()) {
            List<List<Origin>> parts = new ArrayList<>();
            value.columns().forEach(column -> parts.add(origins(rows, column.getLast())));
            all.add(OriginSet.through(OriginSet.union(parts), Transformation.AGGREGATION));
        }
        List<Rows.Cell> alike = new ArrayList<>();
        for (Name value : pivot.values()) {
            for (int i = 0; i < all.size(); i++) {
                List<Origin> origins = all.get(i);
                List<Name> names = names(value, pivot.aggregates().get(i), all.size() == 1);
                cells.add(new Rows.Cell(names.getFirst(), origins));
                names.forEach(name -> alike.add(new Rows.Cell(name, origins)));
            }
        }
        List<Unlisted> more = new ArrayList<>();
        if (pivot.open()) {
            more.add(new Unlisted.OfData(OriginSet.union(all)));
        }
        Unlisted before = rows.unlisted();
        if (before != null && pivot.groups().isEmpty()) {
            more.add(before);
        }
        Unlisted unlisted = more.isEmpty() ? null : more.size() == 1 ? more.getFirst() : new Unlisted.OfOne(more);
        Rows pivoted = renamed(cells, unlisted, pivot.columns());
        return new Scope.Member(
                names(pivot.alias(), of),
                pivot.columns().isEmpty() ? pivoted.withNested(alike) : pivoted,
                of.table(),
                of.hidden());
    }

    /** The name of a new column, then what other dialects call it. */
    private List<Name> names(Name value, Relation.PivotValue aggregate, boolean only) {
        Name alias = aggregate.alias();
        if (alias == null) {
            return List.of(value);
        }
        Name valueFirst = new Name(value.text() + "_" + alias.text(), true);
        Name aliasFirst = new Name(alias.text() + "_" + value.text(), true);
        return switch (dialect) {
            case BIGQUERY -> List.of(aliasFirst, valueFirst, value);
            case SPARK, DATABRICKS -> only ? List.of(value, valueFirst, aliasFirst) : List.of(valueFirst, aliasFirst);
            default -> only ? List.of(valueFirst, aliasFirst, value) : List.of(valueFirst, aliasFirst);
        };
    }

    Scope.Member match(Relation.Match match, Scope.Member of) {
        Rows rows = of.rows();
        List<Rows.Cell> cells = new ArrayList<>();
        if (match.allRows()) {
            cells.addAll(rows.cells());
        } else {
            match.partitions().forEach(column -> cells.add(new Rows.Cell(column, origins(rows, column))));
        }
        for (Relation.Measure measure : match.measures()) {
            List<List<Origin>> parts = new ArrayList<>();
            measure.columns().forEach(column -> parts.add(origins(rows, column)));
            cells.add(new Rows.Cell(measure.name(), OriginSet.through(OriginSet.union(parts), measure.kind())));
        }
        return new Scope.Member(
                names(match.alias(), of),
                new Rows(cells, match.allRows() ? rows.unlisted() : null),
                of.table(),
                of.hidden());
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
