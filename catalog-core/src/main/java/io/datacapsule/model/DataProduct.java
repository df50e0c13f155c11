package io.datacapsule.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A data product in the sense of data mesh. Its id is kept, so that a rename keeps it.
 *
 * @param urn         see {@link Urn#catalog}
 * @param id          stable identifier
 * @param name        as people write it
 * @param description what it offers
 * @param version     such as {@code v1.0}
 * @param status      draft, active or deprecated
 * @param domain      business domain
 * @param owner       who answers for it
 * @param assertedBy  sources that define it, sorted
 */
public record DataProduct(
        String urn,
        UUID id,
        String name,
        @Nullable String description,
        @Nullable String version,
        String status,
        @Nullable String domain,
        @Nullable String owner,
        List<String> assertedBy)
        implements Node {

    /** Copies what could be changed from outside. */
    public DataProduct {
        assertedBy = List.copyOf(assertedBy);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.DATA_PRODUCT;
    }
}
