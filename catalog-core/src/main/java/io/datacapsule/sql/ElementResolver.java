package io.datacapsule.sql;

import io.datacapsule.sql.ExpressionResolver.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts the elements of values into scope: UNNEST and other functions that yield rows, paths to arrays. */
final class ElementResolver {

    private static final Name ORDINALITY = Name.of("ordinality");
    private static final List<String> FLATTENED = List.of("VALUE", "KEY", "INDEX", "PATH", "SEQ", "THIS");

    private final ExpressionResolver expressions;

    ElementResolver(ExpressionResolver expressions) {
        this.expressions = expressions;
    }

    /** A path from a relation before: the elements of a column. */
    Scope.@Nullable Member element(Relation.Table table, Scope scope, CommonTables tables, boolean hidden) {
        List<Name> parts = table.parts();
        if (scope.named(parts.subList(0, 1)) == null) {
            return null;
        }
        StructResolver.Value values = expressions
                .value(new Expr.ColumnName(parts, table.place()), new Place(scope, tables, name -> null))
                .through(Transformation.TRANSFORMATION);
        return elements(values, table.alias() == null ? parts.getLast() : table.alias(), table.columns(), hidden);
    }

    /** The rows that a function yields. */
    Scope.Member function(Relation.Function function, boolean hidden, Scope scope, CommonTables tables) {
        Place place = new Place(scope, tables, name -> null);
        StructResolver.Value value = expressions
                .value(new Expr.Computed(function.arguments()), place)
                .through(Transformation.TRANSFORMATION);
        List<Origin> values = value.origins();
        if (function.name().toUpperCase(Locale.ROOT).equals("FLATTEN")
                && function.columns().isEmpty()) {
            List<Rows.Cell> cells = FLATTENED.stream()
                    .map(name -> new Rows.Cell(Name.of(name), values))
                    .toList();
            return new Scope.Member(FromResolver.names(function.alias()), new Rows(cells, null), null, hidden);
        }
        List<Name> columns = function.columns();
        int sided = function.arguments().size();
        boolean sideBySide = sided > 1
                && columns.size() == (function.ordinality() ? sided + 1 : sided)
                && function.name().equalsIgnoreCase("UNNEST");
        if (!sideBySide && !function.ordinality()) {
            return elements(value, function.alias(), columns, hidden);
        }
        Name alias = function.alias();
        List<Name> names =
                !columns.isEmpty() ? columns : List.of(alias == null ? Name.of("unnest") : alias, ORDINALITY);
        List<Rows.Cell> cells = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean number = function.ordinality() && i == names.size() - 1;
            List<Origin> origins = number
                    ? List.of()
                    : sideBySide
                            ? OriginSet.through(
                                    expressions.origins(function.arguments().get(i), place),
                                    Transformation.TRANSFORMATION)
                            : values;
            cells.add(new Rows.Cell(names.get(i), origins));
        }
        return new Scope.Member(
                FromResolver.names(alias), new Rows(cells, new Unlisted.OfFields(values)), null, hidden);
    }

    private static Scope.Member elements(
            StructResolver.Value value, @Nullable Name alias, List<Name> columns, boolean hidden) {
        List<Origin> values = value.origins();
        List<Rows.Cell> cells = new ArrayList<>();
        if (columns.isEmpty() && alias != null) {
            cells.add(new Rows.Cell(alias, true, values, value.fields()));
        }
        columns.forEach(column -> cells.add(new Rows.Cell(column, true, values, value.fields())));
        Rows rows = new Rows(cells, new Unlisted.OfFields(values));
        Rows fields = value.fields();
        return new Scope.Member(
                FromResolver.names(alias), fields == null ? rows : rows.withNested(fields.cells()), null, hidden);
    }
}
