package io.datacapsule.sql;

import java.util.Locale;
import java.util.Map;

/** A dialect of SQL, with the rules that lineage depends on. */
public enum Dialect {
    ANSI(Case.IGNORE, false),
    BIGQUERY(Case.IGNORE, false),
    SNOWFLAKE(Case.UPPER, true),
    POSTGRES(Case.LOWER, false),
    REDSHIFT(Case.IGNORE, true),
    DATABRICKS(Case.IGNORE, true),
    SPARK(Case.IGNORE, true),
    HIVE(Case.IGNORE, false),
    DUCKDB(Case.IGNORE, true),
    TRINO(Case.IGNORE, false),
    ATHENA(Case.IGNORE, false),
    TSQL(Case.IGNORE, false),
    MYSQL(Case.IGNORE, false),
    SQLITE(Case.IGNORE, false),
    ORACLE(Case.UPPER, false),
    CLICKHOUSE(Case.EXACT, true),
    TERADATA(Case.IGNORE, true),
    DREMIO(Case.IGNORE, false);

    /** What a name that is not quoted becomes; quoted names stay as they are unless case is ignored altogether. */
    enum Case {
        IGNORE,
        UPPER,
        LOWER,
        EXACT
    }

    private static final Map<String, Dialect> OTHER_NAMES = Map.ofEntries(
            Map.entry("", ANSI),
            Map.entry("default", ANSI),
            Map.entry("generic", ANSI),
            Map.entry("non-validating", ANSI),
            Map.entry("postgresql", POSTGRES),
            Map.entry("greenplum", POSTGRES),
            Map.entry("materialize", POSTGRES),
            Map.entry("alloydb", POSTGRES),
            Map.entry("sparksql", SPARK),
            Map.entry("spark2", SPARK),
            Map.entry("glue", SPARK),
            Map.entry("impala", HIVE),
            Map.entry("motherduck", DUCKDB),
            Map.entry("presto", TRINO),
            Map.entry("starburst", TRINO),
            Map.entry("mssql", TSQL),
            Map.entry("sqlserver", TSQL),
            Map.entry("synapse", TSQL),
            Map.entry("fabric", TSQL),
            Map.entry("mariadb", MYSQL),
            Map.entry("singlestore", MYSQL),
            Map.entry("starrocks", MYSQL),
            Map.entry("doris", MYSQL));

    private final Case unquoted;
    private final boolean lateralAliases;

    Dialect(Case unquoted, boolean lateralAliases) {
        this.unquoted = unquoted;
        this.lateralAliases = lateralAliases;
    }

    /** The dialect of a dbt adapter, an Airflow connection or a name that tools use; {@link #ANSI} for unknown ones. */
    public static Dialect of(String name) {
        String folded = name.strip().toLowerCase(Locale.ROOT);
        for (Dialect dialect : values()) {
            if (dialect.name().toLowerCase(Locale.ROOT).equals(folded)) {
                return dialect;
            }
        }
        return OTHER_NAMES.getOrDefault(folded, ANSI);
    }

    /** Whether a common table may read itself without the keyword RECURSIVE. */
    boolean recursesUnasked() {
        return this == TSQL || this == ORACLE || this == SNOWFLAKE || this == SQLITE;
    }

    /** Whether a star tells the columns of USING and NATURAL before all others, as the standard says. */
    boolean joinedColumnsFirst() {
        return switch (this) {
            case DUCKDB, SQLITE, SNOWFLAKE, CLICKHOUSE, TSQL -> false;
            default -> true;
        };
    }

    Case unquoted() {
        return unquoted;
    }

    /** Whether an alias of the select list may be used in later items of the same list. */
    boolean lateralAliases() {
        return lateralAliases;
    }
}
