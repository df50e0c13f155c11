package io.datacapsule.model;

import org.jspecify.annotations.Nullable;

/**
 * The large properties of a capsule, kept in the store and read on demand. Written to a store, a null leaves what the store has.
 *
 * @param urn         the capsule
 * @param rawSql      the code as written, with Jinja
 * @param compiledSql the code as run
 * @param meta        free metadata as a JSON object
 */
public record CapsuleDetails(
        String urn,
        @Nullable String rawSql,
        @Nullable String compiledSql,
        @Nullable String meta) {}
