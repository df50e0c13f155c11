package io.datacapsule.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of columns.
 *
 * @param filter which columns
 * @param sort   one of {@link #SORTS}, with a minus sign before it for descending; null for the first
 * @param limit  how many, 1 to 1,000
 * @param offset how many to skip
 */
public record ColumnQuery(ColumnFilter filter, @Nullable String sort, int limit, int offset) {

    /** The keys by which the list can be sorted; {@code position} is by capsule, then by position in its table. */
    public static final List<String> SORTS =
            List.of("position", "name", "data_type", "semantic_type", "pii_type", "test_count");

    /**
     * Checks limit, offset and sort.
     *
     * @throws io.datacapsule.model.InvalidInputException ({@code invalid_parameter}) if one is not allowed
     */
    public ColumnQuery {
        Parameters.checkSlice(limit, offset);
        Sort.parse(sort, SORTS);
    }

    Sort order() {
        return Sort.parse(sort, SORTS);
    }
}
