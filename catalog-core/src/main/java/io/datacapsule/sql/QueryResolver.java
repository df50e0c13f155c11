package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Derives the columns that a query yields. */
final class QueryResolver {

    private final Derivation derivation;
    private final SelectResolver selects;

    QueryResolver(Derivation derivation) {
        this.derivation = derivation;
        this.selects = new SelectResolver(derivation, this);
    }

    /** The rows of a query inside a scope, if it is not a query on its own. */
    Rows rows(QueryTree query, @Nullable Scope outer, CommonTables visible) {
        derivation.deadline().check();
        CommonTables tables = CommonTables.within(visible, query.with(), this, outer);
        return switch (query) {
            case QueryTree.Select select -> selects.rows(select, outer, tables);
            case QueryTree.SetOperation operation -> setOperation(operation, outer, tables);
            case QueryTree.Values values -> values(values, outer, tables);
        };
    }

    /** Whether the common table sees itself. */
    boolean recurses(QueryTree.CommonTable table) {
        return table.recursive()
                || (derivation.dialect().recursesUnasked() && table.query() instanceof QueryTree.SetOperation);
    }

    private Rows setOperation(QueryTree.SetOperation operation, @Nullable Scope outer, CommonTables tables) {
        List<Rows> branches = new ArrayList<>(operation.branches().size());
        for (QueryTree branch : operation.branches()) {
            branches.add(rows(branch, outer, tables));
        }
        for (QueryTree deciding : operation.deciding()) {
            List<List<Origin>> origins = new ArrayList<>();
            Rows rows = rows(deciding, outer, tables);
            rows.cells().forEach(cell -> origins.add(cell.origins()));
            Unlisted more = rows.unlisted();
            if (more != null) {
                origins.add(more.all());
            }
            derivation.findings().indirect(OriginSet.union(origins), Transformation.FILTER);
        }
        boolean open = branches.stream().anyMatch(branch -> branch.unlisted() != null);
        Rows rows = open || operation.byName() ? byName(branches) : byPosition(branches);
        selects.orderBy(operation.orderBy(), rows);
        return rows;
    }

    private static Rows byPosition(List<Rows> branches) {
        int width = 0;
        for (Rows branch : branches) {
            width = Math.max(width, branch.cells().size());
        }
        List<OriginSet> origins = new ArrayList<>(width);
        List<Rows.Cell> firsts = new ArrayList<>(width);
        List<List<Rows>> fields = new ArrayList<>(width);
        for (Rows branch : branches) {
            for (int i = 0; i < branch.cells().size(); i++) {
                Rows.Cell cell = branch.cells().get(i);
                if (i == firsts.size()) {
                    firsts.add(cell);
                    origins.add(new OriginSet());
                    fields.add(new ArrayList<>(0));
                }
                origins.get(i).add(cell.origins());
                if (cell.fields() != null) {
                    fields.get(i).add(cell.fields());
                }
            }
        }
        List<Rows.Cell> cells = new ArrayList<>(width);
        for (int i = 0; i < firsts.size(); i++) {
            Rows.Cell first = firsts.get(i);
            boolean structs = fields.get(i).size() == branches.size();
            cells.add(new Rows.Cell(
                    first.name(), first.named(), origins.get(i).list(), structs ? byPosition(fields.get(i)) : null));
        }
        return new Rows(cells, null);
    }

    private static Rows byName(List<Rows> branches) {
        Map<String, Rows.Cell> names = new LinkedHashMap<>();
        List<Unlisted> unlisted = new ArrayList<>();
        for (Rows branch : branches) {
            branch.cells().forEach(cell -> names.putIfAbsent(cell.name().key(), cell));
            Unlisted more = branch.unlisted();
            if (more != null) {
                unlisted.add(more);
            }
        }
        List<Rows.Cell> cells = new ArrayList<>();
        for (Rows.Cell first : names.values()) {
            OriginSet origins = new OriginSet();
            for (Rows branch : branches) {
                Rows.Cell cell = branch.find(first.name());
                Unlisted more = branch.unlisted();
                if (cell != null) {
                    origins.add(cell.origins());
                } else if (more != null) {
                    origins.add(more.origins(first.name()));
                }
            }
            cells.add(new Rows.Cell(first.name(), first.named(), origins.list()));
        }
        return new Rows(cells, unlisted.isEmpty() ? null : new Unlisted.OfEach(unlisted));
    }

    private Rows values(QueryTree.Values values, @Nullable Scope outer, CommonTables tables) {
        Scope scope = new Scope(outer);
        List<OriginSet> columns = new ArrayList<>();
        for (List<Expr> row : values.rows()) {
            for (int i = 0; i < row.size(); i++) {
                if (i == columns.size()) {
                    columns.add(new OriginSet());
                }
                if (!row.get(i).equals(Expr.NOTHING)) {
                    columns.get(i).add(selects.value(row.get(i), scope, tables));
                }
            }
        }
        List<Rows.Cell> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(new Rows.Cell(
                    Name.of("column" + (i + 1)), false, columns.get(i).list()));
        }
        return new Rows(cells, null);
    }
}
