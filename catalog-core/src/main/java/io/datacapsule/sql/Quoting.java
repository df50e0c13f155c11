package io.datacapsule.sql;

import static io.datacapsule.sql.Dialect.ATHENA;
import static io.datacapsule.sql.Dialect.BIGQUERY;
import static io.datacapsule.sql.Dialect.CLICKHOUSE;
import static io.datacapsule.sql.Dialect.DATABRICKS;
import static io.datacapsule.sql.Dialect.DUCKDB;
import static io.datacapsule.sql.Dialect.HIVE;
import static io.datacapsule.sql.Dialect.MYSQL;
import static io.datacapsule.sql.Dialect.POSTGRES;
import static io.datacapsule.sql.Dialect.REDSHIFT;
import static io.datacapsule.sql.Dialect.SNOWFLAKE;
import static io.datacapsule.sql.Dialect.SPARK;
import static io.datacapsule.sql.Dialect.SQLITE;
import static io.datacapsule.sql.Dialect.TSQL;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How a dialect marks strings, names and comments.
 *
 * @param doubleQuotedStrings whether double quotes hold strings, not names
 * @param backslashes whether a backslash escapes in plain strings
 * @param tripleQuotes whether three quotes open a string
 * @param dollarStrings whether {@code $$} or {@code $tag$} opens a string
 * @param brackets whether square brackets hold names
 * @param hashComments whether {@code #} opens a comment
 * @param slashComments whether {@code //} opens a comment
 * @param nestedComments whether block comments nest
 */
record Quoting(
        boolean doubleQuotedStrings,
        boolean backslashes,
        boolean tripleQuotes,
        boolean dollarStrings,
        boolean brackets,
        boolean hashComments,
        boolean slashComments,
        boolean nestedComments) {

    private static final Map<Dialect, Quoting> ALL = new EnumMap<>(Dialect.class);

    static {
        Set<Dialect> doubled = EnumSet.of(BIGQUERY, SPARK, DATABRICKS, HIVE, MYSQL);
        Set<Dialect> backslashed = EnumSet.of(BIGQUERY, SPARK, DATABRICKS, HIVE, MYSQL, SNOWFLAKE, CLICKHOUSE);
        Set<Dialect> dollars = EnumSet.of(POSTGRES, REDSHIFT, SNOWFLAKE, DUCKDB, DATABRICKS, ATHENA);
        for (Dialect dialect : Dialect.values()) {
            ALL.put(
                    dialect,
                    new Quoting(
                            doubled.contains(dialect),
                            backslashed.contains(dialect),
                            dialect == BIGQUERY,
                            dollars.contains(dialect),
                            dialect == TSQL || dialect == SQLITE,
                            dialect == BIGQUERY || dialect == MYSQL,
                            dialect == SNOWFLAKE,
                            dialect == POSTGRES || dialect == DUCKDB || dialect == TSQL));
        }
    }

    static Quoting of(Dialect dialect) {
        Quoting quoting = ALL.get(dialect);
        if (quoting == null) {
            throw new IllegalStateException("No rules of quoting for " + dialect);
        }
        return quoting;
    }
}
