package io.datacapsule.sql;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table or view, as written or completed by the defaults of a query; never folded in case.
 *
 * @param database catalog, project or database (with the server before it if one was named), or null
 * @param schema schema or dataset, or null
 * @param name the table
 */
public record TableName(@Nullable String database, @Nullable String schema, String name) {

    /** A name without qualifiers. */
    public static TableName of(String name) {
        return new TableName(null, null, name);
    }

    /** This name with absent qualifiers filled in; a default database is used only where there is a schema then. */
    public TableName within(@Nullable String defaultDatabase, @Nullable String defaultSchema) {
        String inSchema = schema == null ? defaultSchema : schema;
        return new TableName(database == null && inSchema != null ? defaultDatabase : database, inSchema, name);
    }

    /** The parts that are there with dots between, without quotes. */
    @Override
    public String toString() {
        return Stream.of(database, schema, name).filter(part -> part != null).collect(Collectors.joining("."));
    }
}
