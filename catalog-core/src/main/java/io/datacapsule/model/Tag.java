package io.datacapsule.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tag that capsules and columns can carry. Its id is kept, so that a rename keeps it.
 *
 * @param urn              see {@link Urn#catalog}
 * @param id               stable identifier
 * @param name             as people write it
 * @param category         such as {@code compliance}
 * @param description      what it means
 * @param sensitivityLevel such as {@code high}
 * @param assertedBy       sources that use it, sorted
 */
public record Tag(
        String urn,
        UUID id,
        String name,
        @Nullable String category,
        @Nullable String description,
        @Nullable String sensitivityLevel,
        List<String> assertedBy)
        implements Node {

    /** Copies what could be changed from outside. */
    public Tag {
        assertedBy = List.copyOf(assertedBy);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.TAG;
    }
}
