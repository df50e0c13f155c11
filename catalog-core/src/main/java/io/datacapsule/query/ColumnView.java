package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Column;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A column, in a list or alone.
 *
 * @param id              stable identifier
 * @param urn             see {@link Urn}
 * @param capsuleId       identifier of the capsule that contains it
 * @param capsuleUrn      URN of that capsule
 * @param capsuleName     name of that capsule
 * @param name            as the manifest spells it, else as the catalog does
 * @param dataType        as the warehouse or the contract says
 * @param ordinalPosition position in the table, counted from 1; null if unknown
 * @param description     plain or Markdown text
 * @param semanticType    pii, surrogate_key, metric …
 * @param piiType         kind of personal data, if any
 * @param piiDetectedBy   tag, pattern or manual
 * @param hasTests        whether tests are attached to it
 * @param testCount       how many
 * @param tags            names of its tags, sorted
 * @param meta            free metadata
 * @param origin          which artifacts know it: manifest, catalog, both, or sql if only SQL told it
 * @param upstreamCount   columns that it is derived from directly
 * @param downstreamCount columns that are derived from it directly
 */
public record ColumnView(
        UUID id,
        String urn,
        UUID capsuleId,
        String capsuleUrn,
        String capsuleName,
        String name,
        @Nullable String dataType,
        @Nullable Integer ordinalPosition,
        @Nullable String description,
        @Nullable String semanticType,
        @Nullable String piiType,
        @Nullable String piiDetectedBy,
        boolean hasTests,
        int testCount,
        List<String> tags,
        Map<String, Object> meta,
        @Nullable String origin,
        int upstreamCount,
        int downstreamCount) {

    /** Copies what could be changed from outside. */
    public ColumnView {
        tags = List.copyOf(tags);
    }

    /** The column at that row. */
    public static ColumnView of(GraphSnapshot graph, int row) {
        Column column = graph.column(row);
        String urn = column.urn();
        return new ColumnView(
                Urn.id(urn),
                urn,
                Urn.id(column.capsuleUrn()),
                column.capsuleUrn(),
                graph.name(NodeKind.CAPSULE, graph.capsuleOf(row)),
                column.name(),
                column.dataType(),
                column.ordinal() == 0 ? null : column.ordinal(),
                column.description(),
                column.semanticType(),
                column.piiType(),
                column.piiDetectedBy(),
                column.testCount() > 0,
                column.testCount(),
                Links.names(graph, Relation.COLUMN_TAGGED, row),
                Meta.read(column.meta()),
                column.origin(),
                graph.out(Relation.DERIVED_FROM).degree(row),
                graph.in(Relation.DERIVED_FROM).degree(row));
    }
}
