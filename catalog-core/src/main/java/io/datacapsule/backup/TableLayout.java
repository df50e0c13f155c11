package io.datacapsule.backup;

import java.util.List;
import java.util.Map;

/**
 * The tables of the relational store.
 *
 * @param schema the latest migration, {@code yyyyMMddHHmmss}; grows with every version that changes a table
 * @param tables the columns of each table, in their order
 */
public record TableLayout(String schema, Map<String, List<String>> tables) {

    /** Copies what could be changed from outside. */
    public TableLayout {
        tables = Map.copyOf(tables);
    }
}
