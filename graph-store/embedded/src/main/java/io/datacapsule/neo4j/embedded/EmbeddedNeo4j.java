package io.datacapsule.neo4j.embedded;

import static org.neo4j.configuration.GraphDatabaseSettings.DEFAULT_DATABASE_NAME;
import static org.neo4j.configuration.GraphDatabaseSettings.SYSTEM_DATABASE_NAME;

import io.datacapsule.neo4j.BulkAccess;
import io.datacapsule.neo4j.GraphEngine;
import io.datacapsule.neo4j.Neo4jConnection;
import io.datacapsule.neo4j.Neo4jGraphStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.connectors.HttpsConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * A Neo4j Community engine in this process, reachable over Bolt on the loopback interface alone, by a user whose password
 * lies in an owner-only file. It sends no usage data and opens no HTTP port. Safe for use by many threads.
 */
public final class EmbeddedNeo4j implements GraphEngine {

    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private final EngineFiles files;
    private final DatabaseManagementService engine;
    private final GraphDatabaseAPI database;
    private final URI boltUri;

    private EmbeddedNeo4j(EngineFiles files, DatabaseManagementService engine) {
        this.files = files;
        this.engine = engine;
        this.database = (GraphDatabaseAPI) engine.database(DEFAULT_DATABASE_NAME);
        var address = database.getDependencyResolver()
                .resolveDependency(ConnectorPortRegister.class)
                .getLocalAddress(ConnectorType.BOLT);
        this.boltUri = URI.create("bolt://127.0.0.1:" + address.getPort());
    }

    /**
     * Starts the engine on the store in {@code home/neo4j}, making one if there is none, and returns when it answers; what a
     * crash left behind is recovered first.
     *
     * @throws io.datacapsule.model.UnavailableException     if another process uses that store
     * @throws io.datacapsule.model.InternalFailureException if the folder cannot be used
     */
    public static EmbeddedNeo4j start(Path home, EmbeddedOptions options) {
        EngineFiles files = EngineFiles.prepare(home);
        DatabaseManagementService engine = null;
        try {
            engine = new DatabaseManagementServiceBuilder(files.home())
                    .setConfig(settings(files.home(), options))
                    .build();
            EmbeddedNeo4j started = new EmbeddedNeo4j(files, engine);
            started.requireStarted();
            return started;
        } catch (RuntimeException | IOException e) {
            if (engine != null) {
                engine.shutdown();
            }
            throw EngineFailures.atStart(files.home(), e);
        }
    }

    private void requireStarted() throws IOException {
        if (!database.isAvailable(START_LIMIT.toMillis())) {
            throw new IllegalStateException("the database is not available");
        }
        if (files.passwordIsLost()) {
            engine.database(SYSTEM_DATABASE_NAME)
                    .executeTransactionally(
                            "ALTER USER $user SET PASSWORD $password CHANGE NOT REQUIRED",
                            Map.of("user", username(), "password", password()));
            files.keepPassword();
        }
    }

    private static Map<org.neo4j.graphdb.config.Setting<?>, Object> settings(Path home, EmbeddedOptions options) {
        return Map.ofEntries(
                Map.entry(BoltConnector.enabled, true),
                Map.entry(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0)),
                Map.entry(BoltConnector.advertised_address, new SocketAddress("127.0.0.1", 0)),
                Map.entry(BoltConnector.thread_pool_max_size, options.maxQueryThreads()),
                Map.entry(BoltConnector.server_bolt_telemetry_enabled, false),
                Map.entry(BoltConnectorInternalSettings.thread_pool_shutdown_wait_time, Duration.ofMillis(100)),
                Map.entry(HttpConnector.enabled, false),
                Map.entry(HttpsConnector.enabled, false),
                Map.entry(GraphDatabaseSettings.auth_enabled, true),
                Map.entry(GraphDatabaseSettings.udc_enabled, false),
                Map.entry(GraphDatabaseSettings.pagecache_memory, options.pageCacheBytes()),
                Map.entry(GraphDatabaseSettings.memory_transaction_global_max_size, options.transactionBytes()),
                Map.entry(GraphDatabaseSettings.logical_log_rotation_threshold, options.transactionLogBytes()),
                Map.entry(GraphDatabaseSettings.preallocate_logical_logs, false),
                Map.entry(GraphDatabaseSettings.keep_logical_logs, "keep_none"),
                Map.entry(GraphDatabaseSettings.check_point_interval_time, Duration.ofMinutes(5)),
                Map.entry(GraphDatabaseSettings.logs_directory, home.resolve("logs")),
                Map.entry(GraphDatabaseSettings.server_logging_config_path, home.resolve("conf/server-logs.xml")));
    }

    /** Where the Bolt connector listens; another port at every start. */
    public URI boltUri() {
        return boltUri;
    }

    /** The name of the one user. */
    public String username() {
        return EngineFiles.USER;
    }

    /** The password of the one user, as in {@code home/neo4j/password}. */
    public String password() {
        return files.password();
    }

    /** The database itself, for reading and writing in bulk without Bolt. */
    GraphDatabaseService databaseService() {
        return database;
    }

    /** How {@link Neo4jGraphStore} reaches this engine over Bolt. */
    @Override
    public Neo4jConnection connection() {
        return new Neo4jConnection(boltUri, username(), password());
    }

    @Override
    public BulkAccess bulkAccess() {
        return new EngineAccess(database);
    }

    /** Whether the database answers now. */
    public boolean isAvailable() {
        return database.isAvailable();
    }

    @Override
    public void close() {
        engine.shutdown();
    }

    @Override
    public String toString() {
        return "EmbeddedNeo4j[" + boltUri + "]";
    }
}
