package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.SharedGraphContract;
import io.datacapsule.neo4j.Neo4jGraphStore;

/** Two servers on one Neo4j. */
class SharedBoltStoreIT extends SharedGraphContract {

    @Override
    protected GraphStore emptyStore() {
        return Neo4jGraphStore.open(Engines.empty().connection());
    }

    @Override
    protected GraphStore another(GraphStore first) {
        return Neo4jGraphStore.open(Engines.present().connection());
    }

    @Override
    protected void forgetLog(GraphStore store) {
        Engines.present().databaseService().executeTransactionally("MATCH (l:LoggedChange) DELETE l");
    }
}
