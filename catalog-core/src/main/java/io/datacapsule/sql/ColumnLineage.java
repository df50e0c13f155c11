package io.datacapsule.sql;

import java.util.List;

/**
 * The lineage of the columns of a query or a script.
 *
 * @param columns the output columns of its statements, in order
 * @param tables the base tables that it reads, in order of appearance
 * @param changed tables that statements change which yield no columns: COPY, DELETE, LOAD, TRUNCATE
 * @param indirect origins that decide over all output rows by {@code JOIN}, {@code FILTER}, {@code GROUP_BY} or {@code SORT}
 * @param unresolved what could not be told
 * @param complete whether nothing was left out: no {@code unresolved} and no column {@code *}
 */
public record ColumnLineage(
        List<OutputColumn> columns,
        List<TableName> tables,
        List<TableName> changed,
        List<Origin> indirect,
        List<Unresolved> unresolved,
        boolean complete) {

    public ColumnLineage {
        columns = List.copyOf(columns);
        tables = List.copyOf(tables);
        changed = List.copyOf(changed);
        indirect = List.copyOf(indirect);
        unresolved = List.copyOf(unresolved);
    }
}
