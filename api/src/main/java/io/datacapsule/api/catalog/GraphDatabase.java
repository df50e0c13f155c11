package io.datacapsule.api.catalog;

import io.datacapsule.api.config.StoreSettings;
import io.datacapsule.api.home.Home;
import io.datacapsule.neo4j.Neo4jConnection;
import io.datacapsule.neo4j.Neo4jGraphStore;
import io.datacapsule.neo4j.embedded.EmbeddedNeo4j;
import io.datacapsule.neo4j.embedded.EmbeddedOptions;
import java.util.Optional;

/** Opens the graph store: the Neo4j of the settings, else our own. */
final class GraphDatabase {

    private GraphDatabase() {}

    static OpenStore<Neo4jGraphStore> open(StoreSettings settings, Home home) {
        if (settings.neo4jUri().isPresent()) {
            Neo4jConnection connection =
                    new Neo4jConnection(settings.neo4jUri().get(), settings.neo4jUsername(), settings.neo4jPassword());
            return new OpenStore<>(
                    Neo4jGraphStore.open(settings.neo4jDatabase()
                            .map(connection::withDatabase)
                            .orElse(connection)),
                    Optional.empty());
        }
        EmbeddedNeo4j engine = EmbeddedNeo4j.start(home.folder(), EmbeddedOptions.defaults());
        try {
            return new OpenStore<>(
                    Neo4jGraphStore.open(engine.connection(), Optional.of(engine.bulkAccess())), Optional.of(engine));
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }
}
