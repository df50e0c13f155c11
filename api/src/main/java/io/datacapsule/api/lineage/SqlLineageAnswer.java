package io.datacapsule.api.lineage;

import io.datacapsule.sql.ColumnLineage;
import io.datacapsule.sql.Origin;
import io.datacapsule.sql.OutputColumn;
import io.datacapsule.sql.TableName;
import io.datacapsule.sql.Unresolved;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The column lineage of SQL.
 *
 * @param columns    what the statements yield, in order
 * @param tables     the tables that they read, in order of appearance
 * @param indirect   origins that decide over all rows: JOIN, FILTER, GROUP_BY, SORT
 * @param unresolved what could not be told
 * @param complete   whether nothing is unresolved
 */
record SqlLineageAnswer(
        List<Yielded> columns, List<String> tables, List<From> indirect, List<Gap> unresolved, boolean complete) {

    /**
     * A column that a statement yields.
     *
     * @param name    its name; * for all columns of a table of which they are not known
     * @param table   the table that it is written to, if the statement writes
     * @param origins where it comes from, and what decides about it: CONDITIONAL, WINDOW
     */
    record Yielded(String name, @Nullable String table, List<From> origins) {}

    /**
     * A column of a table.
     *
     * @param table          its name, as far as it is known
     * @param column         the column; * for all
     * @param path           a field below the column
     * @param transformation IDENTITY, TRANSFORMATION, AGGREGATION; or one that only decides
     * @param kind           DIRECT or INDIRECT
     * @param masking        whether a function that hashes, masks, encrypts or redacts lies between
     * @param confidence     resolved, or ambiguous
     * @param expression     what the SQL does, if more than passing the value on
     */
    record From(
            String table,
            String column,
            @Nullable String path,
            String transformation,
            String kind,
            boolean masking,
            String confidence,
            @Nullable String expression) {}

    /**
     * Something that could not be told.
     *
     * @param column   as written; empty if it concerns a table or the whole statement
     * @param reason   parse_error, unknown_table, unknown_column, ambiguous, unknown_qualifier, time_limit, too_large
     * @param detail   a sentence
     * @param line     line in the SQL, 0 if not known
     * @param position column in that line, 0 if not known
     */
    record Gap(String column, String reason, String detail, int line, int position) {}

    static SqlLineageAnswer of(ColumnLineage lineage) {
        return new SqlLineageAnswer(
                lineage.columns().stream().map(SqlLineageAnswer::column).toList(),
                lineage.tables().stream().map(TableName::toString).toList(),
                lineage.indirect().stream().map(SqlLineageAnswer::origin).toList(),
                lineage.unresolved().stream().map(SqlLineageAnswer::gap).toList(),
                lineage.complete());
    }

    private static Yielded column(OutputColumn column) {
        TableName target = column.target();
        return new Yielded(
                column.name(),
                target == null ? null : target.toString(),
                column.origins().stream().map(SqlLineageAnswer::origin).toList());
    }

    private static From origin(Origin origin) {
        return new From(
                origin.table().toString(),
                origin.column(),
                origin.path().isEmpty() ? null : origin.path(),
                origin.transformation().name(),
                origin.transformation().direct() ? "DIRECT" : "INDIRECT",
                origin.masking(),
                origin.confidence().name().toLowerCase(Locale.ROOT),
                origin.expression().isEmpty() ? null : origin.expression());
    }

    private static Gap gap(Unresolved gap) {
        return new Gap(
                gap.column(), gap.reason().name().toLowerCase(Locale.ROOT), gap.detail(), gap.line(), gap.position());
    }
}
