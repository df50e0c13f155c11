package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.Layer;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A capsule in a list.
 *
 * @param id              stable identifier
 * @param urn             see {@link Urn}
 * @param name            the dataset's own name
 * @param capsuleType     model, source, seed …
 * @param sourceSystem    dbt or airflow
 * @param sourceInstance  dbt project or Airflow instance
 * @param databaseName    database in the warehouse
 * @param schemaName      schema in the warehouse
 * @param layer           bronze, silver, gold or null
 * @param materialization table, view …
 * @param description     its beginning: at most 300 characters
 * @param domain          business domain
 * @param owner           person or team
 * @param hasTests        whether tests are attached to it or its columns
 * @param testCount       how many
 * @param columnCount     columns
 * @param docCoverage     share of the columns with a description, 0 to 1, 0 without columns
 * @param hasPii          whether a column holds personal data
 * @param piiColumnCount  columns that do
 * @param tags            names of its tags, sorted
 * @param createdAt       first seen here
 * @param updatedAt       last changed here
 * @param dataUpdatedAt   when its data was last written or loaded, if known
 */
public record CapsuleSummary(
        UUID id,
        String urn,
        String name,
        String capsuleType,
        String sourceSystem,
        String sourceInstance,
        @Nullable String databaseName,
        @Nullable String schemaName,
        @Nullable String layer,
        @Nullable String materialization,
        @Nullable String description,
        @Nullable String domain,
        @Nullable String owner,
        boolean hasTests,
        int testCount,
        int columnCount,
        double docCoverage,
        boolean hasPii,
        int piiColumnCount,
        List<String> tags,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant dataUpdatedAt) {

    private static final int DESCRIPTION = 300;

    /** Copies what could be changed from outside. */
    public CapsuleSummary {
        tags = List.copyOf(tags);
    }

    /** The summary of the capsule at that row. */
    public static CapsuleSummary of(GraphSnapshot graph, int row) {
        Capsule capsule = graph.capsule(row);
        String description = capsule.description();
        Layer layer = capsule.layer();
        int personal = graph.personalColumns(row);
        return new CapsuleSummary(
                Urn.id(capsule.urn()),
                capsule.urn(),
                capsule.name(),
                capsule.type().word(),
                capsule.sourceSystem(),
                capsule.sourceInstance(),
                capsule.databaseName(),
                capsule.schemaName(),
                layer == null ? null : layer.word(),
                capsule.materialization(),
                description == null ? null : Text.cut(description, DESCRIPTION),
                capsule.domain(),
                capsule.owner(),
                capsule.testCount() > 0,
                capsule.testCount(),
                Links.columns(graph, row),
                Links.documented(graph, row),
                personal > 0,
                personal,
                Links.names(graph, Relation.CAPSULE_TAGGED, row),
                capsule.createdAt(),
                capsule.updatedAt(),
                capsule.dataUpdatedAt());
    }
}
