package io.datacapsule.sql;

import io.datacapsule.sql.ExpressionResolver.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Derives the columns that one SELECT yields. */
final class SelectResolver {

    private static final int LONGEST_EXPRESSION = 2_000;

    private final Derivation derivation;
    private final ExpressionResolver expressions;
    private final FromResolver from;
    private final StarResolver stars;

    SelectResolver(Derivation derivation, QueryResolver queries) {
        this.derivation = derivation;
        this.expressions = new ExpressionResolver(derivation, queries);
        this.from = new FromResolver(derivation, queries, expressions);
        this.stars = new StarResolver(derivation, this);
    }

    Rows rows(QueryTree.Select select, @Nullable Scope outer, CommonTables tables) {
        Scope scope = new Scope(outer);
        from.enter(select.from(), scope, tables);
        SelectAliases aliases = new SelectAliases(select, derivation.dialect(), expressions, scope, tables);
        List<Rows.Cell> cells = new ArrayList<>(select.items().size());
        List<Unlisted> unlisted = new ArrayList<>();
        List<Rows.Cell> plain = new ArrayList<>();
        for (QueryTree.Item item : select.items()) {
            derivation.deadline().check();
            Place place = new Place(scope, tables, aliases);
            Rows more = item(item, place);
            cells.addAll(more.cells());
            more.cells().forEach(cell -> derivation.keep(1 + cell.origins().size()));
            if (!aggregates(item.expression())) {
                plain.addAll(more.cells());
            }
            if (more.unlisted() != null) {
                unlisted.add(more.unlisted());
            }
            Name alias = item.alias();
            if (alias != null) {
                aliases.put(alias, item.expression(), more.cells().getFirst());
            }
        }
        Place whole = new Place(scope, tables, aliases::any);
        Findings findings = derivation.findings();
        findings.quiet();
        decide(select.conditions(), whole, Transformation.FILTER, List.of(), cells);
        decide(select.groupBy(), whole, Transformation.GROUP_BY, plain, cells);
        decide(select.orderBy(), whole, Transformation.SORT, cells, cells);
        findings.loud();
        return new Rows(
                cells,
                unlisted.isEmpty() ? null : unlisted.size() == 1 ? unlisted.getFirst() : new Unlisted.OfOne(unlisted));
    }

    private Rows item(QueryTree.Item item, Place place) {
        return switch (item.expression()) {
            case Expr.Star star -> stars.rows(star, place);
            case Expr.RowFields row -> expressions.fields(row, place);
            case Expr expression -> new Rows(List.of(cell(item, expression, place)), null);
        };
    }

    Rows.Cell cell(QueryTree.Item item, Expr expression, Place place) {
        StructResolver.Value value = expressions.value(expression, place);
        List<Origin> origins = value.origins();
        Rows fields = value.fields();
        String text = text(item);
        if (!(expression instanceof Expr.ColumnName) && !origins.isEmpty()) {
            origins = OriginSet.told(origins, text);
            fields = fields == null ? null : fields.told(text);
        }
        Name alias = item.alias() != null ? item.alias() : expressions.impliedName(expression);
        return alias != null
                ? new Rows.Cell(alias, true, origins, fields)
                : new Rows.Cell(Name.of(text), false, origins, fields);
    }

    private String text(QueryTree.Item item) {
        int end = Math.min(item.end(), item.start() + LONGEST_EXPRESSION);
        return item.end() <= item.start() ? "" : derivation.sql().substring(item.start(), end);
    }

    List<Origin> value(Expr expression, Scope scope, CommonTables tables) {
        return expressions.origins(expression, new Place(scope, tables, name -> null));
    }

    /** Notes what decides over the rows; {@code all} is what ALL stands for, {@code cells} what positions do. */
    private void decide(
            List<Expr> deciding, Place place, Transformation kind, List<Rows.Cell> all, List<Rows.Cell> cells) {
        Findings findings = derivation.findings();
        for (Expr expression : deciding) {
            if (expression instanceof Expr.Position position) {
                at(position, all, cells).forEach(cell -> findings.indirect(cell.origins(), kind));
            } else {
                findings.indirect(expressions.origins(expression, place), kind);
            }
        }
    }

    private static List<Rows.Cell> at(Expr.Position position, List<Rows.Cell> all, List<Rows.Cell> cells) {
        int number = position.number();
        return number == 0 ? all : number <= cells.size() ? List.of(cells.get(number - 1)) : List.of();
    }

    private static boolean aggregates(Expr expression) {
        return switch (expression) {
            case Expr.Call call ->
                (Functions.aggregates(call.name()) && !call.windowed())
                        || call.arguments().stream().anyMatch(SelectResolver::aggregates);
            case Expr.Computed computed -> computed.operands().stream().anyMatch(SelectResolver::aggregates);
            case Expr.Choice choice ->
                choice.conditions().stream().anyMatch(SelectResolver::aggregates)
                        || choice.values().stream().anyMatch(SelectResolver::aggregates);
            case Expr.Field field -> aggregates(field.of());
            case Expr.Struct struct -> struct.values().stream().anyMatch(SelectResolver::aggregates);
            case Expr.Lambda lambda -> aggregates(lambda.body());
            case Expr.ColumnName column -> false;
            case Expr.Subquery subquery -> false;
            case Expr.Star star -> false;
            case Expr.RowFields row -> false;
            case Expr.Position position -> false;
        };
    }

    /** Notes what the rows of a whole set operation are sorted by. */
    void orderBy(List<Expr> expressions, Rows rows) {
        for (Expr expression : expressions) {
            if (expression instanceof Expr.Position position) {
                at(position, rows.cells(), rows.cells())
                        .forEach(cell -> derivation.findings().indirect(cell.origins(), Transformation.SORT));
            } else if (expression instanceof Expr.ColumnName column) {
                Rows.Cell cell = rows.find(column.parts().getLast());
                if (cell != null) {
                    derivation.findings().indirect(cell.origins(), Transformation.SORT);
                }
            }
        }
    }
}
