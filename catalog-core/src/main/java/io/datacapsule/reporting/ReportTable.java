package io.datacapsule.reporting;

import java.util.List;
import java.util.Locale;

/**
 * A table of the copy. Values are {@code UUID}, {@code String}, {@code Integer}, {@code Boolean}, {@code Instant} or
 * {@code List<String>}, or null where unknown. They stand in the order in which statements that empty several of them lock
 * them; whoever writes several does so in this order too, so that neither waits for the other in a circle.
 */
public enum ReportTable {
    /** Flows between capsules, from origin to what is made of it. */
    LINEAGE_EDGES(2, "source_id", "target_id", "asserted_by"),
    /** Lineage between columns, from origin to what is derived from it or decided by it. */
    COLUMN_LINEAGE_EDGES(
            3,
            "source_column_id",
            "target_column_id",
            "edge_type",
            "transformation",
            "masking",
            "confidence",
            "lineage_source",
            "asserted_by"),
    /** Tags on capsules. */
    CAPSULE_TAGS(2, "capsule_id", "tag_id", "asserted_by"),
    /** Tags on columns. */
    COLUMN_TAGS(2, "column_id", "tag_id", "asserted_by"),
    /** Capsules of data products. */
    DATA_PRODUCT_CAPSULES(2, "data_product_id", "capsule_id", "role", "asserted_by"),
    /** Columns of capsules. */
    COLUMNS(
            1,
            "id",
            "capsule_id",
            "name",
            "data_type",
            "ordinal_position",
            "description",
            "semantic_type",
            "pii_type",
            "pii_detected_by",
            "test_count",
            "origin",
            "asserted_by"),
    /** Capsules. */
    CAPSULES(
            1,
            "id",
            "urn",
            "name",
            "capsule_type",
            "source_system",
            "source_instance",
            "database_name",
            "schema_name",
            "identifier",
            "layer",
            "materialization",
            "description",
            "domain",
            "owner",
            "test_count",
            "unique_id",
            "package_name",
            "original_file_path",
            "version",
            "language",
            "access",
            "contract_enforced",
            "external",
            "created_at",
            "updated_at",
            "data_updated_at",
            "column_lineage",
            "unresolved_columns",
            "asserted_by"),
    /** Data products. */
    DATA_PRODUCTS(1, "id", "urn", "name", "description", "version", "status", "domain", "owner", "asserted_by"),
    /** Tags. */
    TAGS(1, "id", "urn", "name", "category", "description", "sensitivity_level", "asserted_by"),
    /** Business domains. */
    DOMAINS(1, "id", "urn", "name", "description", "owner", "asserted_by");

    private final int keys;
    private final List<String> columns;

    ReportTable(int keys, String... columns) {
        this.keys = keys;
        this.columns = List.of(columns);
    }

    /** What the table is called in the database. */
    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns of a row, in order. */
    public List<String> columns() {
        return columns;
    }

    /** The first columns, which tell a row from every other. */
    public List<String> keyColumns() {
        return columns.subList(0, keys);
    }
}
