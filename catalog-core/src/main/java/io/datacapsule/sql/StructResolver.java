package io.datacapsule.sql;

import io.datacapsule.sql.ExpressionResolver.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps apart where the fields of a struct come from that a query puts together. */
final class StructResolver {

    /** Functions whose result has the fields of their first argument, or elements that have. */
    private static final Set<String> KEEPING = Set.of(
            "ANY_VALUE",
            "ARBITRARY",
            "ARRAY",
            "ARRAY_AGG",
            "COLLECT_LIST",
            "COLLECT_SET",
            "FIRST",
            "FIRST_VALUE",
            "LAST",
            "LAST_VALUE",
            "LIST",
            "MAX_BY",
            "MIN_BY");

    /** Structs with more fields, at all depths, than anybody writes are told as a whole. */
    private static final int MOST_FIELDS = 10_000;

    private final Derivation derivation;
    private final ExpressionResolver expressions;
    private final QueryResolver queries;

    StructResolver(Derivation derivation, ExpressionResolver expressions, QueryResolver queries) {
        this.derivation = derivation;
        this.expressions = expressions;
        this.queries = queries;
    }

    /** A value by the columns that it comes from; with its fields, or those of its elements, if the query puts them together. */
    record Value(List<Origin> origins, @Nullable Rows fields) {

        Value through(Transformation step) {
            return new Value(OriginSet.through(origins, step), fields == null ? null : fields.through(step));
        }
    }

    Value value(Expr expression, Place place) {
        return switch (expression) {
            case Expr.Struct struct -> struct(struct, place);
            case Expr.Field field -> field(field, place);
            case Expr.ColumnName column ->
                new Value(expressions.origins(column, place), derivation.fields(column, place.scope()));
            case Expr.Computed computed
            when computed.operands().size() == 1 ->
                value(computed.operands().getFirst(), place).through(Transformation.TRANSFORMATION);
            case Expr.Call call when keeps(call) -> kept(call, place);
            case Expr.Subquery subquery when !subquery.exists() -> subquery(subquery, place);
            case Expr.Computed _,
                    Expr.Call _,
                    Expr.Subquery _,
                    Expr.Choice _,
                    Expr.Lambda _,
                    Expr.RowFields _,
                    Expr.Star _,
                    Expr.Position _ -> new Value(expressions.origins(expression, place), null);
        };
    }

    private Value struct(Expr.Struct struct, Place place) {
        derivation.structs();
        List<Rows.Cell> fields = new ArrayList<>();
        List<List<Origin>> all = new ArrayList<>();
        for (int i = 0; i < struct.values().size(); i++) {
            Value value = value(struct.values().get(i), place);
            all.add(value.origins());
            derivation.keep(1 + value.origins().size());
            Optional<Name> name = i < struct.names().size() ? struct.names().get(i) : Optional.empty();
            name.ifPresent(known -> fields.add(new Rows.Cell(known, true, value.origins(), value.fields())));
        }
        Rows known = new Rows(fields, null);
        boolean whole = fields.size() == struct.values().size() && known.size() <= MOST_FIELDS;
        return new Value(OriginSet.through(OriginSet.union(all), Transformation.TRANSFORMATION), whole ? known : null);
    }

    private Value field(Expr.Field field, Place place) {
        Value of = value(field.of(), place);
        Rows fields = of.fields();
        Rows.Cell known = fields == null ? null : fields.find(Name.of(field.name()));
        return known != null
                ? new Value(known.origins(), known.fields())
                : new Value(
                        OriginSet.through(OriginSet.field(of.origins(), field.name()), Transformation.TRANSFORMATION),
                        null);
    }

    private static boolean keeps(Expr.Call call) {
        return !call.arguments().isEmpty()
                && !(call.arguments().getFirst() instanceof Expr.Lambda)
                && KEEPING.contains(call.name().toUpperCase(Locale.ROOT));
    }

    private Value kept(Expr.Call call, Place place) {
        Transformation kind =
                Functions.aggregates(call.name()) ? Transformation.AGGREGATION : Transformation.TRANSFORMATION;
        Value of = value(call.arguments().getFirst(), place).through(kind);
        List<Origin> others = expressions.call(call, place, List.of());
        Rows fields = of.fields();
        return new Value(OriginSet.union(List.of(of.origins(), others)), fields == null ? null : fields.and(others));
    }

    /** One value; of several columns a struct, as in {@code ARRAY(SELECT AS STRUCT …)}. */
    private Value subquery(Expr.Subquery subquery, Place place) {
        Rows rows = queries.rows(subquery.query(), place.scope(), place.tables());
        boolean struct = rows.cells().size() > 1 && rows.unlisted() == null;
        if (struct) {
            derivation.structs();
        }
        Rows fields = struct
                ? rows
                : rows.cells().size() == 1 ? rows.cells().getFirst().fields() : null;
        return new Value(ExpressionResolver.all(rows), fields);
    }
}
