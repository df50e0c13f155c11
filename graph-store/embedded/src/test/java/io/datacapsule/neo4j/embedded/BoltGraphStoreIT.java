package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.GraphStoreContract;
import io.datacapsule.neo4j.Neo4jGraphStore;

/** The store as it works with any Neo4j, over Bolt alone. */
class BoltGraphStoreIT extends GraphStoreContract {

    @Override
    protected GraphStore emptyStore() {
        return Neo4jGraphStore.open(Engines.connection(Engines.empty()));
    }

    @Override
    protected GraphStore reopened(GraphStore present) {
        present.close();
        return Neo4jGraphStore.open(Engines.connection(Engines.present()));
    }
}
