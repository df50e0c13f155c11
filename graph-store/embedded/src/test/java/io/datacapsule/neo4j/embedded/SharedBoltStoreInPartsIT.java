package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.SharedGraphContract;
import io.datacapsule.neo4j.Neo4jGraphStore;

/** Two servers on one Neo4j, with nearly every change too large for one transaction. */
class SharedBoltStoreInPartsIT extends SharedGraphContract {

    @Override
    protected GraphStore emptyStore() {
        return open(Engines.empty());
    }

    @Override
    protected GraphStore another(GraphStore first) {
        return open(Engines.present());
    }

    private static GraphStore open(EmbeddedNeo4j engine) {
        return Neo4jGraphStore.open(engine.connection().withTransactionRows(40));
    }

    @Override
    protected void forgetLog(GraphStore store) {
        Engines.present().databaseService().executeTransactionally("MATCH (l:LoggedChange) DELETE l");
    }
}
