package io.datacapsule.sql;

import java.util.List;

/**
 * What is known of a table: the name that origins are reported with, and its columns in order.
 *
 * @param name the name as the catalog has it
 * @param columns names as the catalog has them, nested fields as {@code column.field} if it lists them; empty if not known
 */
public record TableSchema(TableName name, List<String> columns) {

    public TableSchema {
        columns = List.copyOf(columns);
    }
}
