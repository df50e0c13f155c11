package io.datacapsule.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One dataset: a dbt model, seed, snapshot, source or exposure, an Airflow DAG or task. What is large and read one at a time
 * (SQL, free metadata) is a {@link CapsuleDetails} in the store; {@link #detailsChecksum} tells whether it changed.
 *
 * @param urn              see {@link Urn}
 * @param name             the dataset's own name
 * @param type             what it is in its system
 * @param sourceSystem     {@code dbt} or {@code airflow}
 * @param sourceInstance   the dbt project or Airflow instance that owns it
 * @param databaseName     database or catalog in the warehouse
 * @param schemaName       schema in the warehouse
 * @param layer            inferred or declared layer
 * @param materialization  table, view, incremental, ephemeral …
 * @param description      plain or Markdown text
 * @param domain           business domain, lower case
 * @param owner            person or team
 * @param testCount        tests attached to the capsule or to one of its columns
 * @param uniqueId         the name its own system uses
 * @param packageName      dbt package
 * @param originalFilePath file in the project that defines it
 * @param version          version of a versioned model
 * @param language         {@code sql} or {@code python}
 * @param access           dbt access level
 * @param group            dbt group
 * @param contractEnforced whether a dbt contract is enforced
 * @param external         whether only other projects have described it so far
 * @param createdAt        first seen here
 * @param updatedAt        last changed here
 * @param dataUpdatedAt    when its data was last written or loaded, if a run or a freshness check told
 * @param columnsAsOf      the run whose catalog told the columns and types as they stand; null if none ever did
 * @param sqlAsOf          the run that compiled the SQL as it stands; null if none ever did
 * @param detailsChecksum  checksum of the details, empty without any
 * @param identifier       what the table is called in the warehouse, if not by {@code name}
 * @param lineage          how far its column lineage is known
 * @param assertedBy       sources that say it exists, sorted
 */
public record Capsule(
        String urn,
        String name,
        CapsuleType type,
        String sourceSystem,
        String sourceInstance,
        @Nullable String databaseName,
        @Nullable String schemaName,
        @Nullable Layer layer,
        @Nullable String materialization,
        @Nullable String description,
        @Nullable String domain,
        @Nullable String owner,
        int testCount,
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
        @Nullable String detailsChecksum,
        @Nullable String identifier,
        LineageState lineage,
        List<String> assertedBy)
        implements Node {

    /** Copies what could be changed from outside. */
    public Capsule {
        assertedBy = List.copyOf(assertedBy);
    }

    /** A capsule that is called in the warehouse as here, and of whose column lineage nothing is known. */
    public Capsule(
            String urn,
            String name,
            CapsuleType type,
            String sourceSystem,
            String sourceInstance,
            @Nullable String databaseName,
            @Nullable String schemaName,
            @Nullable Layer layer,
            @Nullable String materialization,
            @Nullable String description,
            @Nullable String domain,
            @Nullable String owner,
            int testCount,
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
            @Nullable String detailsChecksum,
            List<String> assertedBy) {
        this(
                urn,
                name,
                type,
                sourceSystem,
                sourceInstance,
                databaseName,
                schemaName,
                layer,
                materialization,
                description,
                domain,
                owner,
                testCount,
                uniqueId,
                packageName,
                originalFilePath,
                version,
                language,
                access,
                group,
                contractEnforced,
                external,
                createdAt,
                updatedAt,
                dataUpdatedAt,
                columnsAsOf,
                sqlAsOf,
                detailsChecksum,
                null,
                LineageState.UNKNOWN,
                assertedBy);
    }

    /** What the table is called in the warehouse. */
    public String tableName() {
        return identifier == null ? name : identifier;
    }

    /** This capsule with another state of its column lineage. */
    public Capsule with(LineageState known) {
        return new Capsule(
                urn,
                name,
                type,
                sourceSystem,
                sourceInstance,
                databaseName,
                schemaName,
                layer,
                materialization,
                description,
                domain,
                owner,
                testCount,
                uniqueId,
                packageName,
                originalFilePath,
                version,
                language,
                access,
                group,
                contractEnforced,
                external,
                createdAt,
                updatedAt,
                dataUpdatedAt,
                columnsAsOf,
                sqlAsOf,
                detailsChecksum,
                identifier,
                known,
                assertedBy);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.CAPSULE;
    }
}
