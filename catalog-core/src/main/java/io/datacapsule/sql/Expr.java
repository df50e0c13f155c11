package io.datacapsule.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An expression as the resolver sees it: what it reads and how. */
sealed interface Expr {

    Expr NOTHING = new Computed(List.of());

    /** A column by its parts, which may be qualifiers, the column and fields below it; {@code place} in the original SQL. */
    record ColumnName(List<Name> parts, int place) implements Expr {}

    /** All columns, or all of one relation or struct. */
    record Star(
            List<Name> qualifier, List<Name> except, Map<Name, Name> rename, List<QueryTree.Item> replace, int place)
            implements Expr {}

    /** In GROUP BY and ORDER BY the item of the select list at a position from 1; 0 stands for ALL. */
    record Position(int number) implements Expr {}

    /** A value computed from others. */
    record Computed(List<Expr> operands) implements Expr {}

    /** A struct that the query puts together: the names of its fields, as far as they have some, and their values. */
    record Struct(List<Optional<Name>> names, List<Expr> values) implements Expr {}

    /** A field of a value. */
    record Field(Expr of, String name) implements Expr {}

    /**
     * A call of a function.
     *
     * @param name as written
     * @param arguments what it is applied to
     * @param conditions of FILTER
     * @param window of OVER: partition, order and frame
     * @param windowed whether there is OVER
     */
    record Call(String name, List<Expr> arguments, List<Expr> conditions, List<Expr> window, boolean windowed)
            implements Expr {}

    /** A choice between values by conditions. */
    record Choice(List<Expr> conditions, List<Expr> values) implements Expr {}

    /** A query as a value, or EXISTS when only whether it has rows counts. */
    record Subquery(QueryTree query, boolean exists) implements Expr {}

    /** A function literal; its parameters hide columns. */
    record Lambda(List<Name> parameters, Expr body) implements Expr {}

    /** The fields of a row as columns. */
    record RowFields(Expr of, List<Name> except) implements Expr {}
}
