package io.datacapsule.sql;

import java.util.Collection;
import java.util.Optional;

/** The tables that a query may read. Must be safe to ask from several threads. */
public interface TableSchemas {

    /**
     * Finds a table by the name in a query, completed by the query's defaults.
     *
     * @return empty when the table is not known at all; a schema without columns when only its columns are not
     */
    Optional<TableSchema> find(TableName table);

    /** Knows no table: columns of unknown tables are resolved by their qualifiers and reported as the query writes them. */
    static TableSchemas none() {
        return table -> Optional.empty();
    }

    /**
     * Finds tables regardless of case; a name with fewer parts finds the table if just one ends with them, and one with more
     * parts a table that was given with fewer. Of two tables with the same name the last wins.
     */
    static TableSchemas of(Collection<TableSchema> tables) {
        return new KnownTables(tables);
    }
}
