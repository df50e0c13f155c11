package io.datacapsule.query;

import org.jspecify.annotations.Nullable;

/**
 * Which columns a list shows: those that meet every condition that is not null. Words are compared without regard to case.
 *
 * @param capsule      URN or id of the capsule, see {@link NodeLookup#capsule}
 * @param search       each of its words occurs in the name
 * @param dataType     data type
 * @param semanticType pii, surrogate_key, metric …
 * @param piiType      kind of personal data
 * @param hasPii       whether it holds personal data
 * @param tag          name, URN or id of a tag on the column
 * @param hasTests     whether tests are attached to it
 * @param described    whether it has a description
 */
public record ColumnFilter(
        @Nullable String capsule,
        @Nullable String search,
        @Nullable String dataType,
        @Nullable String semanticType,
        @Nullable String piiType,
        @Nullable Boolean hasPii,
        @Nullable String tag,
        @Nullable Boolean hasTests,
        @Nullable Boolean described) {

    /** Shows every column. */
    public static final ColumnFilter ALL = new ColumnFilter(null, null, null, null, null, null, null, null, null);

    /**
     * Tidies the conditions: blank ones are none.
     *
     * @throws io.datacapsule.model.InvalidInputException ({@code invalid_parameter}) if a value is not allowed
     */
    public ColumnFilter {
        capsule = Parameters.text("capsule", capsule);
        search = Parameters.text("search", search);
        dataType = Parameters.text("data_type", dataType);
        semanticType = Parameters.text("semantic_type", semanticType);
        piiType = Parameters.text("pii_type", piiType);
        tag = Parameters.text("tag", tag);
    }

    /** The columns of one capsule. */
    public static ColumnFilter of(String capsule) {
        return new ColumnFilter(capsule, null, null, null, null, null, null, null, null);
    }
}
