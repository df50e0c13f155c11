package io.datacapsule.neo4j;

import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;

/** The Cypher of every kind of change to rows, each taking a list {@code $rows}. Texts are made once. */
final class Statements {

    private static final String CREATE_COLUMNS = """
            UNWIND $rows AS row
            MATCH (c:Capsule {urn: row.capsule})
            CREATE (n:Column) SET n = row.properties
            CREATE (c)-[:CONTAINS]->(n)""";

    private static final String REMOVE_CAPSULES = """
            UNWIND $rows AS row
            MATCH (c:Capsule {urn: row.urn})
            OPTIONAL MATCH (c)-[:CONTAINS]->(n:Column)
            DETACH DELETE n, c""";

    static final String WRITE_DETAILS = """
            UNWIND $rows AS row
            MATCH (n:Capsule {urn: row.urn})
            SET n.raw_sql = coalesce(row.raw_sql, n.raw_sql),
                n.compiled_sql = coalesce(row.compiled_sql, n.compiled_sql),
                n.meta = coalesce(row.meta, n.meta),
                n.lineage = coalesce(row.lineage, n.lineage)""";

    private static final String CREATE_NODES = """
            UNWIND $rows AS row
            CREATE (n:%s) SET n = row.properties""";

    private static final String MERGE_COLUMNS = """
            UNWIND $rows AS row
            MATCH (c:Capsule {urn: row.capsule})
            MERGE (n:Column {urn: row.properties.urn}) SET n += row.properties
            MERGE (c)-[:CONTAINS]->(n)""";

    private static final String MERGE_NODES = """
            UNWIND $rows AS row
            MERGE (n:%s {urn: row.properties.urn}) SET n += row.properties""";

    private static final String MERGE_EDGES = """
            UNWIND $rows AS row
            MATCH (a:%2$s {urn: row.from})
            MATCH (b:%3$s {urn: row.to})
            MERGE (a)-[r:%1$s]->(b) SET r = row.properties""";

    private static final String UPDATE_NODES = """
            UNWIND $rows AS row
            MATCH (n:%s {urn: row.urn})
            SET n += row.properties""";

    private static final String REMOVE_NODES = """
            UNWIND $rows AS row
            MATCH (n:%s {urn: row.urn})
            DETACH DELETE n""";

    private static final String CREATE_EDGES = """
            UNWIND $rows AS row
            MATCH (a:%2$s {urn: row.from})
            MATCH (b:%3$s {urn: row.to})
            CREATE (a)-[r:%1$s]->(b) SET r = row.properties""";

    private static final String UPDATE_EDGES = """
            UNWIND $rows AS row
            MATCH (a:%2$s {urn: row.from})-[r:%1$s]->(b:%3$s {urn: row.to})
            SET r = row.properties""";

    private static final String REMOVE_EDGES = """
            UNWIND $rows AS row
            MATCH (a:%2$s {urn: row.from})-[r:%1$s]->(b:%3$s {urn: row.to})
            DELETE r""";

    private static final String[] CREATED_NODES = nodes(CREATE_NODES);
    private static final String[] MERGED_NODES = nodes(MERGE_NODES);
    private static final String[] UPDATED_NODES = nodes(UPDATE_NODES);
    private static final String[] REMOVED_NODES = nodes(REMOVE_NODES);
    private static final String[] CREATED_EDGES = edges(CREATE_EDGES);
    private static final String[] MERGED_EDGES = edges(MERGE_EDGES);
    private static final String[] UPDATED_EDGES = edges(UPDATE_EDGES);
    private static final String[] REMOVED_EDGES = edges(REMOVE_EDGES);

    private Statements() {}

    static String create(NodeKind kind) {
        return kind == NodeKind.COLUMN ? CREATE_COLUMNS : CREATED_NODES[kind.ordinal()];
    }

    /** Like {@link #create}, and what is there already is taken over. */
    static String merge(NodeKind kind) {
        return kind == NodeKind.COLUMN ? MERGE_COLUMNS : MERGED_NODES[kind.ordinal()];
    }

    static String update(NodeKind kind) {
        return UPDATED_NODES[kind.ordinal()];
    }

    static String remove(NodeKind kind) {
        return kind == NodeKind.CAPSULE ? REMOVE_CAPSULES : REMOVED_NODES[kind.ordinal()];
    }

    static String create(Relation relation) {
        return CREATED_EDGES[relation.ordinal()];
    }

    /** Like {@link #create}, and what is there already is taken over; an edge without an end is left out. */
    static String merge(Relation relation) {
        return MERGED_EDGES[relation.ordinal()];
    }

    static String update(Relation relation) {
        return UPDATED_EDGES[relation.ordinal()];
    }

    static String remove(Relation relation) {
        return REMOVED_EDGES[relation.ordinal()];
    }

    private static String[] nodes(String pattern) {
        String[] texts = new String[NodeKind.values().length];
        for (NodeKind kind : NodeKind.values()) {
            texts[kind.ordinal()] = pattern.formatted(kind.label());
        }
        return texts;
    }

    private static String[] edges(String pattern) {
        String[] texts = new String[Relation.values().length];
        for (Relation relation : Relation.values()) {
            texts[relation.ordinal()] = pattern.formatted(
                    relation.type().name(),
                    relation.from().label(),
                    relation.to().label());
        }
        return texts;
    }
}
