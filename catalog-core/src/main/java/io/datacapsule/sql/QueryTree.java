package io.datacapsule.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query as the resolver sees it. */
sealed interface QueryTree {

    /** The common tables before the query. */
    List<CommonTable> with();

    /**
     * One SELECT.
     *
     * @param conditions of WHERE, HAVING and QUALIFY
     */
    record Select(
            List<CommonTable> with,
            List<Item> items,
            List<Relation.Source> from,
            List<Expr> conditions,
            List<Expr> groupBy,
            List<Expr> orderBy)
            implements QueryTree {}

    /**
     * Several queries one below the other, by position or by name.
     *
     * @param branches those whose rows are values: the first and those of UNION
     * @param deciding those that only decide which rows stay: right sides of EXCEPT and INTERSECT
     */
    record SetOperation(
            List<CommonTable> with,
            List<QueryTree> branches,
            List<QueryTree> deciding,
            boolean byName,
            List<Expr> orderBy)
            implements QueryTree {}

    /** Rows of expressions. */
    record Values(List<CommonTable> with, List<List<Expr>> rows) implements QueryTree {}

    /** A query under a name; {@code recursive} if it may read itself. */
    record CommonTable(Name name, List<Name> columns, QueryTree query, boolean recursive) {}

    /**
     * An item of a select list.
     *
     * @param alias its name, or null
     * @param expression its value
     * @param start where its expression begins in the original SQL
     * @param end where it ends
     */
    record Item(@Nullable Name alias, Expr expression, int start, int end) {}
}
