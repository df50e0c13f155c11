package io.datacapsule.sql;

/**
 * Something that lineage could not be told for.
 *
 * @param column the column as written, or empty when it concerns the statement or a table
 * @param reason why
 * @param detail a sentence for people: which table, what the parser expected
 * @param line line in the SQL text from 1, or 0 where it is not known
 * @param position column in that line from 1, or 0
 */
public record Unresolved(String column, Reason reason, String detail, int line, int position) {

    /** Why lineage could not be told. */
    public enum Reason {
        /** The parser does not understand the statement; nothing is told of it. */
        PARSE_ERROR,
        /** The table is not known and its columns are needed. */
        UNKNOWN_TABLE,
        /** The table is known and has no such column. */
        UNKNOWN_COLUMN,
        /** Several tables may have the column. */
        AMBIGUOUS,
        /** The qualifier names nothing in scope. */
        UNKNOWN_QUALIFIER,
        /** The time limit of the statement was reached. */
        TIME_LIMIT,
        /** The statement is larger or nested deeper than is read. */
        TOO_LARGE
    }
}
