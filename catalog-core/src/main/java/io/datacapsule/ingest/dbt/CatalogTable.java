package io.datacapsule.ingest.dbt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relation as the catalog describes it.
 *
 * @param columns its columns, by position
 */
record CatalogTable(List<CatalogColumn> columns) {

    /**
     * A column as the warehouse knows it.
     *
     * @param ordinal position from 1; 0 if unknown
     */
    record CatalogColumn(
            String name,
            @Nullable String type,
            int ordinal,
            @Nullable String comment) {}
}
