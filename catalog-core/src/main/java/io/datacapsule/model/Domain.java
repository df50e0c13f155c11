package io.datacapsule.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A business domain in the sense of data mesh.
 *
 * @param urn         see {@link Urn#catalog}
 * @param name        lower case
 * @param description what it covers
 * @param owner       who answers for it
 * @param assertedBy  sources that use it, sorted
 */
public record Domain(
        String urn,
        String name,
        @Nullable String description,
        @Nullable String owner,
        List<String> assertedBy) implements Node {

    /** Copies what could be changed from outside. */
    public Domain {
        assertedBy = List.copyOf(assertedBy);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.DOMAIN;
    }
}
