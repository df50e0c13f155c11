package io.datacapsule.neo4j;

import io.datacapsule.model.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.data.neo4j.core.Neo4jClient;

/** The constraints and indexes that the graph needs, and those that people who query it will like. */
final class GraphSchema {

    private static final List<String> INDEXED = List.of(
            "capsule_name IF NOT EXISTS FOR (n:Capsule) ON (n.name)",
            "capsule_layer IF NOT EXISTS FOR (n:Capsule) ON (n.layer)",
            "capsule_domain IF NOT EXISTS FOR (n:Capsule) ON (n.domain)",
            "tag_name IF NOT EXISTS FOR (n:Tag) ON (n.name)",
            "domain_name IF NOT EXISTS FOR (n:Domain) ON (n.name)",
            "data_product_name IF NOT EXISTS FOR (n:DataProduct) ON (n.name)");

    private GraphSchema() {}

    /** Makes what is missing and waits until it can be used. */
    static void ensure(Neo4jClient client) {
        for (String statement : statements()) {
            client.query(statement).run();
        }
        client.query("CALL db.awaitIndexes(600)").run();
        client.query("MERGE (r:CatalogRevision {id: 'catalog'}) ON CREATE SET r.number = 0")
                .run();
    }

    /** Makes what servers need that share the database. */
    static void ensureShared(Neo4jClient client) {
        client.query(unique("WriterTurn", "id")).run();
        client.query(unique("LoggedChange", "revision")).run();
        client.query("CREATE INDEX logged_change_change IF NOT EXISTS FOR (n:LoggedChange) ON (n.change)")
                .run();
        client.query("CALL db.awaitIndexes(600)").run();
        client.query("MERGE (:WriterTurn {id: 'catalog'})").run();
    }

    private static List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (NodeKind kind : NodeKind.values()) {
            statements.add(unique(kind.label(), "urn"));
        }
        statements.add(unique("CatalogRevision", "id"));
        statements.add(unique("CommittedJob", "id"));
        statements.add(unique("PendingChange", "id"));
        statements.add(unique("PendingPart", "id"));
        statements.add("CREATE INDEX pending_part_change IF NOT EXISTS FOR (n:PendingPart) ON (n.change)");
        for (String index : INDEXED) {
            statements.add("CREATE INDEX " + index);
        }
        return statements;
    }

    private static String unique(String label, String property) {
        return "CREATE CONSTRAINT %s_%s IF NOT EXISTS FOR (n:%s) REQUIRE n.%s IS UNIQUE"
                .formatted(label.toLowerCase(Locale.ROOT), property, label, property);
    }
}
