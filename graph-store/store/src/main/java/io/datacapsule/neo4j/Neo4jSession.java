package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphLoader;
import io.datacapsule.graph.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.NotificationSeverity;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.springframework.data.neo4j.core.DatabaseSelectionProvider;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.data.neo4j.core.transaction.Neo4jTransactionManager;

/** What the parts of the store share: the driver's connections, and Spring Data's client and transactions on them. */
record Neo4jSession(
        Neo4jConnection connection,
        Driver driver,
        Neo4jClient client,
        Transactions transactions,
        Neo4jFailures failures)
        implements AutoCloseable {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
    private static final int SCHEMA_ATTEMPTS = 20;

    /** Connects and waits until the database answers. */
    static Neo4jSession open(Neo4jConnection connection) {
        Driver driver = GraphDatabase.driver(
                connection.uri(), AuthTokens.basic(connection.username(), connection.password()), config());
        Neo4jFailures failures = new Neo4jFailures(connection.uri());
        try {
            awaitConnectivity(driver, connection);
        } catch (RuntimeException e) {
            driver.close();
            throw failures.translate(e);
        }
        DatabaseSelectionProvider database = connection
                .database()
                .map(DatabaseSelectionProvider::createStaticDatabaseSelectionProvider)
                .orElseGet(DatabaseSelectionProvider::getDefaultSelectionProvider);
        return new Neo4jSession(
                connection,
                driver,
                Neo4jClient.create(driver, database),
                new Transactions(new Neo4jTransactionManager(driver, database), failures),
                failures);
    }

    private static void awaitConnectivity(Driver driver, Neo4jConnection connection) {
        Instant limit = Instant.now().plus(connection.connectLimit());
        while (true) {
            try {
                driver.verifyConnectivity();
                return;
            } catch (AuthenticationException e) {
                throw e;
            } catch (RuntimeException e) {
                if (Instant.now().isAfter(limit) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    private static Config config() {
        return Config.builder()
                .withConnectionTimeout(5, TimeUnit.SECONDS)
                .withConnectionAcquisitionTimeout(10, TimeUnit.SECONDS)
                .withConnectionLivenessCheckTimeout(30, TimeUnit.SECONDS)
                .withMaxConnectionPoolSize(40)
                .withMinimumNotificationSeverity(NotificationSeverity.OFF)
                .build();
    }

    /**
     * Makes constraints and indexes that are missing, and what servers need that share the database. Servers that start at the same
     * time get in each other's way, which the database ends by failing one of them; that one tries again.
     */
    void ensureSchema(boolean shared) {
        for (int attempt = 1; ; attempt++) {
            try {
                GraphSchema.ensure(client);
                if (shared) {
                    GraphSchema.ensureShared(client);
                }
                return;
            } catch (RuntimeException e) {
                if (attempt == SCHEMA_ATTEMPTS || !Neo4jFailures.mayWorkLater(e)) {
                    throw failures.translate(e);
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    /** Streams the whole graph over Bolt, from the member of a cluster that writes: others may lag. */
    Revision load(GraphLoader loader) {
        try (var session = driver.session(config(AccessMode.WRITE));
                var transaction = session.beginTransaction()) {
            return new GraphReader(transaction, loader).read();
        } catch (RuntimeException e) {
            throw failures.translate(e);
        }
    }

    /** A session of the driver that may not write. */
    SessionConfig readOnly() {
        return config(AccessMode.READ);
    }

    /** A session of the driver in that mode. */
    SessionConfig config(AccessMode mode) {
        var config = SessionConfig.builder().withDefaultAccessMode(mode).withFetchSize(5_000);
        connection.database().ifPresent(config::withDatabase);
        return config.build();
    }

    @Override
    public void close() {
        driver.close();
    }

    @Override
    public String toString() {
        return "Neo4jSession[" + connection + "]";
    }
}
