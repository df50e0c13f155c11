package io.datacapsule.ingest.dbt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column as the manifest describes it.
 *
 * @param meta its metadata as canonical JSON
 * @param role what name, tags and metadata say about it
 */
record ManifestColumn(
        String name,
        @Nullable String dataType,
        @Nullable String description,
        @Nullable String meta,
        List<String> tags,
        ColumnRole role) {}
