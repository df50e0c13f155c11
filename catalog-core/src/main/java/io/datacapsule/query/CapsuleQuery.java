package io.datacapsule.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of capsules.
 *
 * @param filter which capsules
 * @param sort   one of {@link #SORTS}, with a minus sign before it for descending; null for the first
 * @param limit  how many, 1 to 1,000
 * @param offset how many to skip
 */
public record CapsuleQuery(CapsuleFilter filter, @Nullable String sort, int limit, int offset) {

    /** The keys by which the list can be sorted, the one used without a wish first. */
    public static final List<String> SORTS = List.of(
            "name",
            "urn",
            "capsule_type",
            "layer",
            "domain",
            "owner",
            "database_name",
            "schema_name",
            "materialization",
            "source_instance",
            "column_count",
            "pii_column_count",
            "test_count",
            "doc_coverage",
            "created_at",
            "updated_at",
            "data_updated_at");

    /**
     * Checks limit, offset and sort.
     *
     * @throws io.datacapsule.model.InvalidInputException ({@code invalid_parameter}) if one is not allowed
     */
    public CapsuleQuery {
        Parameters.checkSlice(limit, offset);
        Sort.parse(sort, SORTS);
    }

    Sort order() {
        return Sort.parse(sort, SORTS);
    }
}
