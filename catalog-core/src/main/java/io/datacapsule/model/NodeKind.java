package io.datacapsule.model;

/** The kinds of node in the property graph; {@link #label} is the Neo4j label. */
public enum NodeKind {
    CAPSULE("Capsule"),
    COLUMN("Column"),
    TAG("Tag"),
    DOMAIN("Domain"),
    OWNER("Owner"),
    DATA_PRODUCT("DataProduct");

    private final String label;

    NodeKind(String label) {
        this.label = label;
    }

    /** The label of such nodes in Neo4j and in exports. */
    public String label() {
        return label;
    }
}
