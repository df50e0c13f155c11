package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one capsule, without its columns.
 *
 * @param id               stable identifier
 * @param urn              see {@link Urn}
 * @param name             the dataset's own name
 * @param capsuleType      model, source, seed …
 * @param sourceSystem     dbt or airflow
 * @param sourceInstance   dbt project or Airflow instance
 * @param databaseName     database in the warehouse
 * @param schemaName       schema in the warehouse
 * @param layer            bronze, silver, gold or null
 * @param materialization  table, view …
 * @param description      plain or Markdown text
 * @param domainId         identifier of its domain
 * @param domainName       business domain
 * @param owner            person or team
 * @param hasTests         whether tests are attached to it or its columns
 * @param testCount        how many
 * @param columnCount      columns
 * @param docCoverage      share of the columns with a description, 0 to 1, 0 without columns
 * @param hasPii           whether a column holds personal data
 * @param piiColumnCount   columns that do
 * @param upstreamCount    capsules that it reads directly
 * @param downstreamCount  capsules that read it directly
 * @param tags             names of its tags, sorted
 * @param dataProducts     names of the data products that it is part of, sorted
 * @param meta             free metadata; empty if there is none or it was not asked for
 * @param sql              the code as run, else as written; null if there is none or it was not asked for
 * @param rawSql           the code as written
 * @param uniqueId         the name its own system uses
 * @param packageName      dbt package
 * @param originalFilePath file in the project that defines it
 * @param version          version of a versioned model
 * @param language         sql or python
 * @param access           dbt access level
 * @param group            dbt group
 * @param contractEnforced whether a dbt contract is enforced
 * @param external         whether only other projects have described it so far
 * @param createdAt        first seen here
 * @param updatedAt        last changed here
 * @param dataUpdatedAt    when its data was last written or loaded, if known
 * @param columnsAsOf      the run whose catalog told the columns and types
 * @param sqlAsOf          the run that compiled the SQL
 * @param identifier       what the table is called in the warehouse, if not by its name
 * @param columnLineage    how far the lineage of its columns is known
 * @param assertedBy       sources that say it exists, sorted
 */
public record CapsuleView(
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
        @Nullable UUID domainId,
        @Nullable String domainName,
        @Nullable String owner,
        boolean hasTests,
        int testCount,
        int columnCount,
        double docCoverage,
        boolean hasPii,
        int piiColumnCount,
        int upstreamCount,
        int downstreamCount,
        List<String> tags,
        List<String> dataProducts,
        Map<String, Object> meta,
        @Nullable String sql,
        @Nullable String rawSql,
        @Nullable String uniqueId,
        @Nullable String packageName,
        @Nullable String originalFilePath,
        @Nullable String version,
        @Nullable String language,
        @Nullable String access,
        @Nullable String group,
        boolean contractEnforced,
        boolean external,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant dataUpdatedAt,
        @Nullable Instant columnsAsOf,
        @Nullable Instant sqlAsOf,
        @Nullable String identifier,
        ColumnLineageView columnLineage,
        List<String> assertedBy) {

    /** Copies what could be changed from outside. */
    public CapsuleView {
        tags = List.copyOf(tags);
        dataProducts = List.copyOf(dataProducts);
        assertedBy = List.copyOf(assertedBy);
    }

    /** What the snapshot knows of the capsule at that row, with its large properties if they were read from the store. */
    public static CapsuleView of(GraphSnapshot graph, int row, @Nullable CapsuleDetails details) {
        Capsule c = graph.capsule(row);
        CapsuleSummary summary = CapsuleSummary.of(graph, row);
        String compiled = details == null ? null : details.compiledSql();
        String raw = details == null ? null : details.rawSql();
        return new CapsuleView(
                summary.id(),
                summary.urn(),
                summary.name(),
                summary.capsuleType(),
                summary.sourceSystem(),
                summary.sourceInstance(),
                summary.databaseName(),
                summary.schemaName(),
                summary.layer(),
                summary.materialization(),
                c.description(), // all of it
                domainId(graph, row),
                summary.domain(),
                summary.owner(),
                summary.hasTests(),
                summary.testCount(),
                summary.columnCount(),
                summary.docCoverage(),
                summary.hasPii(),
                summary.piiColumnCount(),
                graph.in(Relation.FLOWS_TO).degree(row),
                graph.out(Relation.FLOWS_TO).degree(row),
                summary.tags(),
                Links.names(graph, Relation.PART_OF, row),
                Meta.read(details == null ? null : details.meta()),
                compiled == null ? raw : compiled,
                raw,
                c.uniqueId(),
                c.packageName(),
                c.originalFilePath(),
                c.version(),
                c.language(),
                c.access(),
                c.group(),
                c.contractEnforced(),
                c.external(),
                summary.createdAt(),
                summary.updatedAt(),
                summary.dataUpdatedAt(),
                c.columnsAsOf(),
                c.sqlAsOf(),
                c.identifier(),
                ColumnLineageView.of(graph, row, c, details),
                c.assertedBy());
    }

    private static @Nullable UUID domainId(GraphSnapshot graph, int row) {
        return graph.out(Relation.IN_DOMAIN).degree(row) == 0
                ? null
                : Urn.id(
                        graph.urn(NodeKind.DOMAIN, graph.out(Relation.IN_DOMAIN).neighbour(row, 0)));
    }
}
