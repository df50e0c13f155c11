package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.GraphStoreContract;
import io.datacapsule.neo4j.Neo4jGraphStore;
import java.util.Optional;

/** The store beside its engine, with nearly every change too large for one transaction. */
class EmbeddedGraphStoreInPartsIT extends GraphStoreContract {

    @Override
    protected GraphStore emptyStore() {
        return open(Engines.empty());
    }

    @Override
    protected GraphStore reopened(GraphStore present) {
        present.close();
        return open(Engines.present());
    }

    private static GraphStore open(EmbeddedNeo4j engine) {
        return Neo4jGraphStore.open(engine.connection().withTransactionRows(7), Optional.of(engine.directAccess()));
    }
}
