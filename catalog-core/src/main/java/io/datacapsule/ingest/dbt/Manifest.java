package io.datacapsule.ingest.dbt;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as far as it is wanted.
 *
 * @param nodes    what becomes a capsule, by unique id
 * @param tests    tests and unit tests
 * @param groups   owner of each group by {@code package.name} and by name
 * @param packages every package that defines something
 * @param leftOut  why nodes that others may depend on are not here, by unique id
 * @param macros   unique ids of macros
 */
record Manifest(
        ArtifactMetadata metadata,
        Map<String, ManifestNode> nodes,
        List<ManifestNode> tests,
        Map<String, @Nullable Object> groups,
        Set<String> packages,
        Map<String, String> leftOut,
        List<String> macros) {}
