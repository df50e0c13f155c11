package io.datacapsule.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a capsule. Its URN follows from the capsule's and its name.
 *
 * @param capsuleUrn    the capsule that contains it
 * @param name          as the manifest spells it, else as the catalog does
 * @param dataType      as the warehouse or the contract says
 * @param ordinal       position in the table, counted from 1; 0 if unknown
 * @param description   plain or Markdown text
 * @param semanticType  pii, surrogate_key, business_key, foreign_key, timestamp, metric or one declared in the metadata
 * @param piiType       kind of personal data, if any
 * @param piiDetectedBy tag, pattern or manual
 * @param testCount     tests on this column
 * @param origin        which artifacts know it: {@code manifest}, {@code catalog} or {@code both}; {@code sql} if only SQL told it
 * @param meta          free metadata as a JSON object
 * @param assertedBy    sources that say it exists, sorted
 */
public record Column(
        String capsuleUrn,
        String name,
        @Nullable String dataType,
        int ordinal,
        @Nullable String description,
        @Nullable String semanticType,
        @Nullable String piiType,
        @Nullable String piiDetectedBy,
        int testCount,
        @Nullable String origin,
        @Nullable String meta,
        List<String> assertedBy)
        implements Node {

    /** Copies what could be changed from outside. */
    public Column {
        assertedBy = List.copyOf(assertedBy);
    }

    @Override
    public String urn() {
        return Urn.column(capsuleUrn, name);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.COLUMN;
    }
}
