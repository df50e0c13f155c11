package io.datacapsule.model;

/** An edge type between two kinds of node: the finest grain at which adjacency is kept. */
public enum Relation {
    /** Data flows from one capsule to the next. */
    FLOWS_TO(EdgeType.FLOWS_TO, NodeKind.CAPSULE, NodeKind.CAPSULE),
    /** A column is derived from another: derived to origin. */
    DERIVED_FROM(EdgeType.DERIVED_FROM, NodeKind.COLUMN, NodeKind.COLUMN),
    /** A column decides about another without giving it its value: the influenced to what it depends on. */
    INFLUENCED_BY(EdgeType.INFLUENCED_BY, NodeKind.COLUMN, NodeKind.COLUMN),
    /** A capsule has a column. Implied by {@link Column#capsuleUrn}, never listed in a change. */
    HAS_COLUMN(EdgeType.CONTAINS, NodeKind.CAPSULE, NodeKind.COLUMN),
    /** An Airflow DAG contains a task. */
    HAS_TASK(EdgeType.CONTAINS, NodeKind.CAPSULE, NodeKind.CAPSULE),
    /** A capsule belongs to a business domain. */
    IN_DOMAIN(EdgeType.BELONGS_TO, NodeKind.CAPSULE, NodeKind.DOMAIN),
    /** A data product belongs to a business domain. */
    PRODUCT_IN_DOMAIN(EdgeType.BELONGS_TO, NodeKind.DATA_PRODUCT, NodeKind.DOMAIN),
    /** A capsule carries a tag. */
    CAPSULE_TAGGED(EdgeType.TAGGED_WITH, NodeKind.CAPSULE, NodeKind.TAG),
    /** A column carries a tag. */
    COLUMN_TAGGED(EdgeType.TAGGED_WITH, NodeKind.COLUMN, NodeKind.TAG),
    /** A capsule is part of a data product, in a role. */
    PART_OF(EdgeType.PART_OF, NodeKind.CAPSULE, NodeKind.DATA_PRODUCT),
    /** A capsule is owned by a person or a team. */
    OWNED_BY(EdgeType.OWNED_BY, NodeKind.CAPSULE, NodeKind.OWNER);

    private final EdgeType type;
    private final NodeKind from;
    private final NodeKind to;

    Relation(EdgeType type, NodeKind from, NodeKind to) {
        this.type = type;
        this.from = from;
        this.to = to;
    }

    /** The type of the edge in Neo4j and in exports. */
    public EdgeType type() {
        return type;
    }

    /** The kind of node at the tail. */
    public NodeKind from() {
        return from;
    }

    /** The kind of node at the head. */
    public NodeKind to() {
        return to;
    }
}
