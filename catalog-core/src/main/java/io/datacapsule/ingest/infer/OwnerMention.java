package io.datacapsule.ingest.infer;

import org.jspecify.annotations.Nullable;

/**
 * An owner as a source names one.
 *
 * @param name  a person or a team; the address where no name is given
 * @param email where to reach them
 */
public record OwnerMention(String name, @Nullable String email) {}
