package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.GraphStoreContract;
import io.datacapsule.neo4j.Neo4jConnection;
import io.datacapsule.neo4j.Neo4jGraphStore;
import io.datacapsule.services.TestServices;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.neo4j.Neo4jContainer;

/** The store with a Neo4j of the kind that operators run, where containers can be started. */
class ContainerGraphStoreIT extends GraphStoreContract {

    private static @Nullable Neo4jContainer container;

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    /** The container; asked for by each test, so that each tells why it was skipped. */
    private static Neo4jContainer running() {
        if (container == null) {
            TestServices.chosen()
                    .requireContainers(() -> DockerClientFactory.instance().isDockerAvailable());
            container = new Neo4jContainer("neo4j:2026.08.1");
            container.start();
        }
        return container;
    }

    @Override
    protected GraphStore emptyStore() {
        Neo4jContainer neo4j = running();
        try (var driver =
                GraphDatabase.driver(neo4j.getBoltUrl(), AuthTokens.basic("neo4j", neo4j.getAdminPassword()))) {
            driver.executableQuery("MATCH (n) DETACH DELETE n").execute();
        }
        return open(neo4j);
    }

    @Override
    protected GraphStore reopened(GraphStore present) {
        present.close();
        return open(running());
    }

    private static GraphStore open(Neo4jContainer neo4j) {
        return Neo4jGraphStore.open(
                new Neo4jConnection(URI.create(neo4j.getBoltUrl()), "neo4j", neo4j.getAdminPassword()));
    }
}
