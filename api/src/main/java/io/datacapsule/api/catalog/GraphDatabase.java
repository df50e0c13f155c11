package io.datacapsule.api.catalog;

import io.datacapsule.api.config.StoreSettings;
import io.datacapsule.api.home.Home;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.neo4j.GraphEngine;
import io.datacapsule.neo4j.Neo4jConnection;
import io.datacapsule.neo4j.Neo4jGraphStore;
import java.net.URI;
import java.util.Optional;

/** Opens the graph store: the Neo4j of the settings, else our own. */
final class GraphDatabase {

    private GraphDatabase() {}

    static OpenStore<Neo4jGraphStore> open(StoreSettings settings, Home home) {
        return settings.neo4jUri().isPresent()
                ? remote(settings.neo4jUri().get(), settings)
                : embedded(starter(), home);
    }

    /**
     * Makes sure that there is a database to open.
     *
     * @throws InvalidInputException if none is named and this build carries none
     */
    static void require(StoreSettings settings) {
        if (settings.neo4jUri().isEmpty()) {
            starter();
        }
    }

    private static GraphEngine.Starter starter() {
        return GraphEngine.carried()
                .orElseThrow(() -> new InvalidInputException(
                        "graph_store_missing",
                        "This build carries no graph engine of its own: set NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD to"
                                + " a Neo4j that it can use, for example NEO4J_URI=neo4j://localhost:7687."));
    }

    private static OpenStore<Neo4jGraphStore> remote(URI uri, StoreSettings settings) {
        Neo4jConnection connection = new Neo4jConnection(uri, settings.neo4jUsername(), settings.neo4jPassword());
        return new OpenStore<>(
                Neo4jGraphStore.open(
                        settings.neo4jDatabase().map(connection::withDatabase).orElse(connection)),
                Optional.empty());
    }

    private static OpenStore<Neo4jGraphStore> embedded(GraphEngine.Starter starter, Home home) {
        GraphEngine engine = starter.start(home.folder());
        try {
            return new OpenStore<>(
                    Neo4jGraphStore.open(engine.connection(), Optional.of(engine.directAccess())), Optional.of(engine));
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }
}
