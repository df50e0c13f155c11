package io.datacapsule.sql;

import org.jspecify.annotations.Nullable;

/**
 * SQL to derive lineage from: one statement or several.
 *
 * @param sql the text, without templates
 * @param dialect whose rules of quoting, case and scope hold
 * @param defaultDatabase completes names that have a schema at most, or null
 * @param defaultSchema completes names without schema, or null
 * @param schemas what is known of the tables
 */
public record Query(
        String sql,
        Dialect dialect,
        @Nullable String defaultDatabase,
        @Nullable String defaultSchema,
        TableSchemas schemas) {

    /** A query without defaults over known tables. */
    public static Query of(String sql, Dialect dialect, TableSchemas schemas) {
        return new Query(sql, dialect, null, null, schemas);
    }
}
