package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.infer.Meta;
import io.datacapsule.ingest.infer.PiiFinding;
import io.datacapsule.ingest.infer.PiiRules;
import io.datacapsule.ingest.infer.SemanticTypeRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was inferred about a column. */
record ColumnRole(
        @Nullable String semanticType,
        @Nullable String piiType,
        @Nullable String piiDetectedBy) {

    static ColumnRole of(String column, List<String> tags, Meta meta) {
        Optional<PiiFinding> pii = PiiRules.find(column, tags, meta);
        String type = pii.map(PiiFinding::type).orElse(null);
        return new ColumnRole(
                SemanticTypeRules.semanticType(column, type, meta).orElse(null),
                type,
                pii.map(PiiFinding::detectedBy).orElse(null));
    }

    /** Remembers what bare names tell: in a warehouse the same names come again and again. */
    static final class ByName {

        private final Map<String, ColumnRole> roles = new HashMap<>();

        ColumnRole of(String column) {
            return roles.computeIfAbsent(column, name -> ColumnRole.of(name, List.of(), Meta.NONE));
        }

        ColumnRole of(String column, List<String> tags, Meta meta) {
            return tags.isEmpty() && meta.values().isEmpty() ? of(column) : ColumnRole.of(column, tags, meta);
        }
    }
}
