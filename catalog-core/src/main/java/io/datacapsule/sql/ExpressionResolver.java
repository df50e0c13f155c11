package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells which columns an expression depends on, and how. */
final class ExpressionResolver {

    private final Derivation derivation;
    private final QueryResolver queries;
    private final StructResolver structs;

    ExpressionResolver(Derivation derivation, QueryResolver queries) {
        this.derivation = derivation;
        this.queries = queries;
        this.structs = new StructResolver(derivation, this, queries);
    }

    /** Where names in an expression are looked up. */
    record Place(Scope scope, CommonTables tables, NameLookup.Aliases aliases) {

        Place in(Scope inner) {
            return new Place(inner, tables, aliases);
        }
    }

    List<Origin> origins(Expr expression, Place place) {
        return switch (expression) {
            case Expr.ColumnName column -> derivation.names().origins(column, place.scope(), place.aliases());
            case Expr.Computed computed -> computed(computed, place);
            case Expr.Field field -> structs.value(field, place).origins();
            case Expr.Struct struct -> structs.value(struct, place).origins();
            case Expr.Call call -> call(call, place, null);
            case Expr.Choice choice -> choice(choice.conditions(), choice.values(), place);
            case Expr.Subquery subquery -> subquery(subquery, place);
            case Expr.Lambda lambda -> lambda(lambda, place);
            case Expr.RowFields row -> OriginSet.through(origins(row.of(), place), Transformation.TRANSFORMATION);
            case Expr.Star star -> allRows(star, place);
            case Expr.Position position -> List.of();
        };
    }

    private List<Origin> computed(Expr.Computed computed, Place place) {
        return computed.operands().isEmpty()
                ? List.of()
                : OriginSet.through(all(computed.operands(), place), Transformation.TRANSFORMATION);
    }

    private List<Origin> all(List<Expr> expressions, Place place) {
        List<List<Origin>> parts = new ArrayList<>(expressions.size());
        for (Expr expression : expressions) {
            parts.add(origins(expression, place));
        }
        return OriginSet.union(parts);
    }

    private List<Origin> choice(List<Expr> conditions, List<Expr> values, Place place) {
        return OriginSet.union(List.of(
                OriginSet.through(all(values, place), Transformation.TRANSFORMATION),
                OriginSet.through(all(conditions, place), Transformation.CONDITIONAL)));
    }

    /** The origins of a value, and the fields that it has if the query puts them together. */
    StructResolver.Value value(Expr expression, Place place) {
        return structs.value(expression, place);
    }

    /** The origins of the result; those of the first argument may be known. */
    List<Origin> call(Expr.Call call, Place place, @Nullable List<Origin> first) {
        List<Expr> conditions = new ArrayList<>(call.conditions());
        List<Expr> values = new ArrayList<>();
        List<Expr> lambdas = new ArrayList<>();
        List<Expr> arguments = call.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Expr argument = arguments.get(i);
            if (argument instanceof Expr.Lambda) {
                lambdas.add(argument);
            } else if (i > 0 || !Functions.namesDictionary(call.name())) {
                (Functions.isCondition(call.name(), i, arguments.size()) ? conditions : values).add(argument);
            }
        }
        Transformation kind =
                Functions.aggregates(call.name()) ? Transformation.AGGREGATION : Transformation.TRANSFORMATION;
        List<Origin> direct = first == null
                ? all(values, place)
                : OriginSet.union(List.of(first, all(values.subList(1, values.size()), place)));
        if (!lambdas.isEmpty()) {
            direct = OriginSet.union(List.of(direct, lambdas(lambdas, direct, place)));
        }
        direct = OriginSet.through(direct, kind);
        if (MaskingFunctions.masks(call.name(), derivation.dialect())) {
            direct = OriginSet.masked(direct);
        }
        if (conditions.isEmpty() && call.window().isEmpty()) {
            return direct;
        }
        return OriginSet.union(List.of(
                direct,
                OriginSet.through(all(conditions, place), Transformation.CONDITIONAL),
                OriginSet.through(all(call.window(), place), Transformation.WINDOW)));
    }

    /** The bodies of function literals; their parameters are parts of the other arguments. */
    private List<Origin> lambdas(List<Expr> lambdas, List<Origin> parameters, Place place) {
        List<List<Origin>> parts = new ArrayList<>();
        for (Expr expression : lambdas) {
            if (expression instanceof Expr.Lambda lambda) {
                Scope inner = new Scope(place.scope());
                lambda.parameters().forEach(parameter -> inner.parameter(parameter, parameters));
                parts.add(origins(lambda.body(), place.in(inner)));
            }
        }
        return OriginSet.union(parts);
    }

    private List<Origin> lambda(Expr.Lambda lambda, Place place) {
        return lambdas(List.of(lambda), List.of(), place);
    }

    private List<Origin> subquery(Expr.Subquery subquery, Place place) {
        Rows rows = queries.rows(subquery.query(), place.scope(), place.tables());
        return subquery.exists() ? List.of() : all(rows);
    }

    /** The origins of all columns. */
    static List<Origin> all(Rows rows) {
        List<List<Origin>> parts = new ArrayList<>();
        rows.cells().forEach(cell -> parts.add(cell.origins()));
        Unlisted unlisted = rows.unlisted();
        if (unlisted != null) {
            parts.add(unlisted.all());
        }
        return OriginSet.union(parts);
    }

    /** A star as an argument: the rows of the tables as such. */
    private static List<Origin> allRows(Expr.Star star, Place place) {
        List<List<Origin>> parts = new ArrayList<>();
        for (Scope.Member member : place.scope().members()) {
            TableName table = member.table();
            if (table != null && !member.hidden() && (star.qualifier().isEmpty() || member.isNamed(star.qualifier()))) {
                parts.add(new Unlisted.OfTable(table).all());
            }
        }
        return OriginSet.union(parts);
    }

    /** The cells of an item of the select list that stands for several columns. */
    Rows fields(Expr.RowFields row, Place place) {
        Set<String> except = row.except().stream().map(Name::key).collect(Collectors.toSet());
        if (row.of() instanceof Expr.ColumnName column) {
            Scope.Member member = place.scope().named(column.parts());
            if (member != null) {
                return member.rows().without(except);
            }
        }
        StructResolver.Value value = value(row.of(), place);
        Rows fields = value.fields();
        return fields != null ? fields.without(except) : new Rows(List.of(), new Unlisted.OfFields(value.origins()));
    }

    /** The name that a result has when the query gives none, or null if only its text can tell it. */
    @Nullable
    Name impliedName(Expr expression) {
        return switch (expression) {
            case Expr.ColumnName column -> column.parts().getLast();
            case Expr.Field field -> Name.of(field.name());
            case Expr.Computed computed
            when computed.operands().size() == 1 && !(computed.operands().getFirst() instanceof Expr.Call) ->
                impliedName(computed.operands().getFirst());
            case Expr.Call call
            when derivation.dialect() == Dialect.POSTGRES || derivation.dialect() == Dialect.REDSHIFT ->
                Name.of(call.name().toLowerCase(Locale.ROOT));
            case Expr.Computed other -> null;
            case Expr.Call other -> null;
            case Expr.Choice choice -> null;
            case Expr.Struct struct -> null;
            case Expr.Subquery subquery -> null;
            case Expr.Lambda lambda -> null;
            case Expr.RowFields row -> null;
            case Expr.Star star -> null;
            case Expr.Position position -> null;
        };
    }
}
