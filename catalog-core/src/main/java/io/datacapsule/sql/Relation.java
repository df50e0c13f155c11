package io.datacapsule.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in FROM. */
sealed interface Relation {

    /** A table, view or common table, by name. */
    record Table(List<Name> parts, @Nullable Name alias, List<Name> columns, int place) implements Relation {}

    /** A query in parentheses. */
    record Derived(QueryTree query, @Nullable Name alias, List<Name> columns) implements Relation {}

    /** Joins in parentheses. */
    record Group(List<Source> sources, @Nullable Name alias, List<Name> columns) implements Relation {}

    /** A function that yields rows, numbered in the last column if {@code ordinality}. */
    record Function(
            String name, List<Expr> arguments, @Nullable Name alias, List<Name> columns, boolean ordinality)
            implements Relation {}

    /** A column computed from nothing, such as the position of an element. */
    record Computed(Name column) implements Relation {}

    /**
     * Turns rows of the relation before it to columns.
     *
     * @param aggregates what fills the new columns
     * @param pivoted the columns whose values name the new ones
     * @param values the names of the new columns
     * @param open whether there may be more
     * @param groups the columns that stay besides; none for all that are not read
     */
    record Pivot(
            List<PivotValue> aggregates,
            List<List<Name>> pivoted,
            List<Name> values,
            boolean open,
            List<Name> groups,
            @Nullable Name alias,
            List<Name> columns)
            implements Relation {}

    /** An aggregate of a pivot: its alias and the columns that it reads. */
    record PivotValue(@Nullable Name alias, List<List<Name>> columns) {}

    /**
     * Turns columns of the relation before it to rows.
     *
     * @param values the new columns of values
     * @param labels the new columns of names
     * @param sources for each row the columns that it takes the values from
     */
    record Unpivot(
            List<Name> values,
            List<Name> labels,
            List<List<Name>> sources,
            @Nullable Name alias,
            List<Name> columns) implements Relation {}

    /**
     * Patterns in the rows of the relation before it.
     *
     * @param partitions the columns that patterns lie in
     * @param measures what is told of each pattern
     * @param allRows whether the rows themselves are yielded too
     */
    record Match(
            List<Name> partitions,
            List<Measure> measures,
            boolean allRows,
            @Nullable Name alias) implements Relation {}

    /** A measure of a pattern: the columns that it reads and what it does with them. */
    record Measure(Name name, List<Name> columns, Transformation kind) {}

    /**
     * A relation with how it joins those before it.
     *
     * @param relation the relation
     * @param conditions expressions of ON
     * @param using columns of USING
     * @param natural whether all columns of the same name join
     * @param hidden whether its columns are not seen outside the condition: semi and anti joins
     */
    record Source(Relation relation, List<Expr> conditions, List<Name> using, boolean natural, boolean hidden) {}
}
