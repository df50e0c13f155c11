package io.datacapsule.sql;

/**
 * A column of a base table that an output column depends on.
 *
 * @param table the table, by the name that {@link TableSchemas} knows it by, else as written with the defaults filled in
 * @param column the column; {@value #ALL} for a count of rows or for all columns of a table whose columns are not known
 * @param path the field below the column that is read from a struct ({@code a.b}), or empty
 * @param transformation what happens to the value between origin and output, the strongest of all steps
 * @param expression the last expression on the way that does more than pass the value on, as written; else empty
 * @param masking whether a function that hashes, masks, encrypts or redacts lies on every way
 * @param confidence whether other readings are possible
 */
public record Origin(
        TableName table,
        String column,
        String path,
        Transformation transformation,
        String expression,
        boolean masking,
        Confidence confidence) {

    /** Stands for every column of a table. */
    public static final String ALL = "*";

    Origin with(Transformation other) {
        return new Origin(table, column, path, other, expression, masking, confidence);
    }

    Origin withExpression(String other) {
        return new Origin(table, column, path, transformation, other, masking, confidence);
    }

    Origin withField(String field) {
        String below = path.isEmpty() ? field : path + "." + field;
        return new Origin(table, column, below, transformation, expression, masking, confidence);
    }

    Origin with(boolean masked) {
        return new Origin(table, column, path, transformation, expression, masked, confidence);
    }

    Origin with(Confidence other) {
        return new Origin(table, column, path, transformation, expression, masking, other);
    }
}
