package io.datacapsule.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person or a team that owns capsules.
 *
 * @param urn        see {@link Urn#catalog}
 * @param name       as the source writes it
 * @param email      where to reach them
 * @param assertedBy sources that name them, sorted
 */
public record Owner(String urn, String name, @Nullable String email, List<String> assertedBy) implements Node {

    /** Copies what could be changed from outside. */
    public Owner {
        assertedBy = List.copyOf(assertedBy);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.OWNER;
    }
}
