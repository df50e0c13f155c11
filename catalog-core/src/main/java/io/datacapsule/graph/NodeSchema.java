package io.datacapsule.graph;

import static io.datacapsule.graph.Property.coded;
import static io.datacapsule.graph.Property.flag;
import static io.datacapsule.graph.Property.instant;
import static io.datacapsule.graph.Property.integer;
import static io.datacapsule.graph.Property.list;
import static io.datacapsule.graph.Property.text;
import static io.datacapsule.graph.RowValues.number;
import static io.datacapsule.graph.RowValues.optional;
import static io.datacapsule.graph.RowValues.string;
import static io.datacapsule.graph.RowValues.strings;
import static io.datacapsule.graph.RowValues.time;
import static io.datacapsule.graph.RowValues.truth;

import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Column;
import io.datacapsule.model.DataProduct;
import io.datacapsule.model.Domain;
import io.datacapsule.model.Layer;
import io.datacapsule.model.LineageState;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Owner;
import io.datacapsule.model.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How each kind of node is laid out as a row of properties, for the snapshot, the stores and the exports alike. Values are
 * {@code String}, {@code Integer}, {@code Boolean}, {@code Instant} or {@code List<String>}, or null where unknown.
 * {@link #values} and {@link #node} are inverse. The first property of every kind is {@code urn}, except for columns, whose
 * first is {@code capsule_urn} and whose URN follows.
 */
public enum NodeSchema {
    CAPSULE(
            NodeKind.CAPSULE,
            List.of(
                    text("urn"),
                    text("name"),
                    coded("capsule_type"),
                    coded("source_system"),
                    coded("source_instance"),
                    coded("database_name"),
                    coded("schema_name"),
                    coded("layer"),
                    coded("materialization"),
                    text("description"),
                    coded("domain"),
                    coded("owner"),
                    integer("test_count"),
                    text("unique_id"),
                    coded("package_name"),
                    text("original_file_path"),
                    coded("version"),
                    coded("language"),
                    coded("access"),
                    coded("group"),
                    flag("contract_enforced"),
                    flag("external"),
                    instant("created_at"),
                    instant("updated_at"),
                    instant("data_updated_at"),
                    instant("columns_as_of"),
                    instant("sql_as_of"),
                    text("details_checksum"),
                    text("identifier"),
                    coded("column_lineage"),
                    text("column_lineage_reason"),
                    integer("unresolved_columns"),
                    instant("column_lineage_as_of"),
                    text("lineage_checksum"),
                    list("asserted_by"))) {
        @Override
        public @Nullable Object[] values(Node node) {
            Capsule c = (Capsule) node;
            return new @Nullable Object[] {
                c.urn(),
                c.name(),
                c.type().word(),
                c.sourceSystem(),
                c.sourceInstance(),
                c.databaseName(),
                c.schemaName(),
                c.layer() == null ? null : c.layer().word(),
                c.materialization(),
                c.description(),
                c.domain(),
                c.owner(),
                c.testCount(),
                c.uniqueId(),
                c.packageName(),
                c.originalFilePath(),
                c.version(),
                c.language(),
                c.access(),
                c.group(),
                c.contractEnforced(),
                c.external(),
                c.createdAt(),
                c.updatedAt(),
                c.dataUpdatedAt(),
                c.columnsAsOf(),
                c.sqlAsOf(),
                c.detailsChecksum(),
                c.identifier(),
                c.lineage().status(),
                c.lineage().reason(),
                c.lineage().unresolved(),
                c.lineage().asOf(),
                c.lineage().checksum(),
                c.assertedBy()
            };
        }

        @Override
        public Capsule node(@Nullable Object[] v) {
            return new Capsule(
                    string(v, 0),
                    string(v, 1),
                    CapsuleType.of(string(v, 2)).orElseThrow(),
                    string(v, 3),
                    string(v, 4),
                    optional(v, 5),
                    optional(v, 6),
                    v[7] == null ? null : Layer.of(string(v, 7)).orElseThrow(),
                    optional(v, 8),
                    optional(v, 9),
                    optional(v, 10),
                    optional(v, 11),
                    number(v, 12),
                    optional(v, 13),
                    optional(v, 14),
                    optional(v, 15),
                    optional(v, 16),
                    optional(v, 17),
                    optional(v, 18),
                    optional(v, 19),
                    truth(v, 20),
                    truth(v, 21),
                    time(v, 22),
                    time(v, 23),
                    time(v, 24),
                    time(v, 25),
                    time(v, 26),
                    optional(v, 27),
                    optional(v, 28),
                    new LineageState(optional(v, 29), optional(v, 30), number(v, 31), time(v, 32), optional(v, 33)),
                    strings(v, 34));
        }
    },
    COLUMN(
            NodeKind.COLUMN,
            List.of(
                    text("capsule_urn"),
                    coded("name"),
                    coded("data_type"),
                    integer("ordinal_position"),
                    text("description"),
                    coded("semantic_type"),
                    coded("pii_type"),
                    coded("pii_detected_by"),
                    integer("test_count"),
                    coded("origin"),
                    text("meta"),
                    list("asserted_by"))) {
        @Override
        public @Nullable Object[] values(Node node) {
            Column c = (Column) node;
            return new @Nullable Object[] {
                c.capsuleUrn(),
                c.name(),
                c.dataType(),
                c.ordinal(),
                c.description(),
                c.semanticType(),
                c.piiType(),
                c.piiDetectedBy(),
                c.testCount(),
                c.origin(),
                c.meta(),
                c.assertedBy()
            };
        }

        @Override
        public Column node(@Nullable Object[] v) {
            return new Column(
                    string(v, 0),
                    string(v, 1),
                    optional(v, 2),
                    number(v, 3),
                    optional(v, 4),
                    optional(v, 5),
                    optional(v, 6),
                    optional(v, 7),
                    number(v, 8),
                    optional(v, 9),
                    optional(v, 10),
                    strings(v, 11));
        }
    },
    TAG(
            NodeKind.TAG,
            List.of(
                    text("urn"),
                    text("id"),
                    text("name"),
                    coded("category"),
                    text("description"),
                    coded("sensitivity_level"),
                    list("asserted_by"))) {
        @Override
        public @Nullable Object[] values(Node node) {
            Tag t = (Tag) node;
            return new @Nullable Object[] {
                t.urn(),
                t.id().toString(),
                t.name(),
                t.category(),
                t.description(),
                t.sensitivityLevel(),
                t.assertedBy()
            };
        }

        @Override
        public Tag node(@Nullable Object[] v) {
            return new Tag(
                    string(v, 0),
                    UUID.fromString(string(v, 1)),
                    string(v, 2),
                    optional(v, 3),
                    optional(v, 4),
                    optional(v, 5),
                    strings(v, 6));
        }
    },
    DOMAIN(
            NodeKind.DOMAIN,
            List.of(text("urn"), text("name"), text("description"), coded("owner"), list("asserted_by"))) {
        @Override
        public @Nullable Object[] values(Node node) {
            Domain d = (Domain) node;
            return new @Nullable Object[] {d.urn(), d.name(), d.description(), d.owner(), d.assertedBy()};
        }

        @Override
        public Domain node(@Nullable Object[] v) {
            return new Domain(string(v, 0), string(v, 1), optional(v, 2), optional(v, 3), strings(v, 4));
        }
    },
    OWNER(NodeKind.OWNER, List.of(text("urn"), text("name"), text("email"), list("asserted_by"))) {
        @Override
        public @Nullable Object[] values(Node node) {
            Owner o = (Owner) node;
            return new @Nullable Object[] {o.urn(), o.name(), o.email(), o.assertedBy()};
        }

        @Override
        public Owner node(@Nullable Object[] v) {
            return new Owner(string(v, 0), string(v, 1), optional(v, 2), strings(v, 3));
        }
    },
    DATA_PRODUCT(
            NodeKind.DATA_PRODUCT,
            List.of(
                    text("urn"),
                    text("id"),
                    text("name"),
                    text("description"),
                    coded("version"),
                    coded("status"),
                    coded("domain"),
                    coded("owner"),
                    list("asserted_by"))) {
        @Override
        public @Nullable Object[] values(Node node) {
            DataProduct p = (DataProduct) node;
            return new @Nullable Object[] {
                p.urn(),
                p.id().toString(),
                p.name(),
                p.description(),
                p.version(),
                p.status(),
                p.domain(),
                p.owner(),
                p.assertedBy()
            };
        }

        @Override
        public DataProduct node(@Nullable Object[] v) {
            return new DataProduct(
                    string(v, 0),
                    UUID.fromString(string(v, 1)),
                    string(v, 2),
                    optional(v, 3),
                    optional(v, 4),
                    string(v, 5),
                    optional(v, 6),
                    optional(v, 7),
                    strings(v, 8));
        }
    };

    private final NodeKind kind;
    private final List<Property> properties;
    private final int nameIndex;

    NodeSchema(NodeKind kind, List<Property> properties) {
        this.kind = kind;
        this.properties = properties;
        this.nameIndex = index("name");
    }

    /** The layout of that kind of node. */
    public static NodeSchema of(NodeKind kind) {
        return values()[kind.ordinal()];
    }

    /** The kind of node that this lays out. */
    public NodeKind kind() {
        return kind;
    }

    /** The properties in the order of {@link #values}. */
    public List<Property> properties() {
        return properties;
    }

    /**
     * Where in {@link #properties} the property of that name stands.
     *
     * @throws IllegalArgumentException if this kind of node has none of that name
     */
    public int index(String property) {
        for (int i = 0; i < properties.size(); i++) {
            if (properties.get(i).name().equals(property)) {
                return i;
            }
        }
        throw new IllegalArgumentException(kind.label() + " has no property " + property);
    }

    /** Where in {@link #properties} the name stands. */
    public int nameIndex() {
        return nameIndex;
    }

    /** The values of a node's properties, in order. */
    public abstract @Nullable Object[] values(Node node);

    /** The node with these values. */
    public abstract Node node(@Nullable Object[] values);
}
