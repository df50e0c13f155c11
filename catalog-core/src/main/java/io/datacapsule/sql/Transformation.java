package io.datacapsule.sql;

/** How an output column depends on its origin, in the vocabulary of OpenLineage's column lineage facet. */
public enum Transformation {
    /** The value itself, at most renamed. */
    IDENTITY(true),
    /** A value computed from it row by row. */
    TRANSFORMATION(true),
    /** A value computed from it over several rows. */
    AGGREGATION(true),
    /** It decides in a join condition which rows meet. */
    JOIN(false),
    /** It decides in WHERE, HAVING or QUALIFY which rows stay. */
    FILTER(false),
    /** Rows are grouped by it. */
    GROUP_BY(false),
    /** Rows are sorted by it. */
    SORT(false),
    /** It partitions, orders or frames a window function. */
    WINDOW(false),
    /** It decides between values in CASE, IF and the like. */
    CONDITIONAL(false);

    private final boolean direct;

    Transformation(boolean direct) {
        this.direct = direct;
    }

    /** Whether the value flows (OpenLineage type DIRECT) and does not only influence another (INDIRECT). */
    public boolean direct() {
        return direct;
    }
}
