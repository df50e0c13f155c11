package io.datacapsule.model;

import org.jspecify.annotations.Nullable;

/**
 * The large properties of a capsule, kept in the store and read on demand. Written to a store, a null leaves what the store has.
 *
 * @param urn         the capsule
 * @param rawSql      the code as written, with Jinja
 * @param compiledSql the code as run
 * @param meta        free metadata as a JSON object
 * @param lineage     what the graph does not hold of its column lineage, as a JSON object: expressions, origins that decide
 *                    over its rows, and what could not be told
 */
public record CapsuleDetails(
        String urn,
        @Nullable String rawSql,
        @Nullable String compiledSql,
        @Nullable String meta,
        @Nullable String lineage) {

    /** Details without column lineage. */
    public CapsuleDetails(String urn, @Nullable String rawSql, @Nullable String compiledSql, @Nullable String meta) {
        this(urn, rawSql, compiledSql, meta, null);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return rawSql == null && compiledSql == null && meta == null && lineage == null;
    }

    /** These details, and what {@code before} has where these have nothing. */
    public CapsuleDetails over(CapsuleDetails before) {
        return new CapsuleDetails(
                urn,
                rawSql == null ? before.rawSql : rawSql,
                compiledSql == null ? before.compiledSql : compiledSql,
                meta == null ? before.meta : meta,
                lineage == null ? before.lineage : lineage);
    }
}
