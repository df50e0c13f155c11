package io.datacapsule.neo4j.embedded;

import static org.neo4j.configuration.GraphDatabaseSettings.DEFAULT_DATABASE_NAME;
import static org.neo4j.configuration.GraphDatabaseSettings.SYSTEM_DATABASE_NAME;

import io.datacapsule.graph.DiskFull;
import io.datacapsule.model.CatalogException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.connectors.HttpsConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.DatabaseStateService;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.config.Setting;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.monitoring.DatabaseHealth;

/** One run of the engine, from a start until it is stopped or has panicked. */
record RunningEngine(DatabaseManagementService service, GraphDatabaseAPI database, int port) implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(RunningEngine.class.getName());
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int TELL_SECONDS = 10;

    /**
     * Starts the engine and returns when it answers.
     *
     * @param port where Bolt listens; 0 for any
     * @throws CatalogException that says why it does not start
     */
    static RunningEngine start(EngineFiles files, EmbeddedOptions options, int port) {
        files.requireRoomToStart();
        if (files.diskWasFull()) {
            LOG.log(
                    Level.WARNING,
                    "The disk was full when the graph store stopped; a commit that broke off then is cut off.");
        }
        @Nullable DatabaseManagementService service = null;
        try {
            service = new DatabaseManagementServiceBuilder(files.home())
                    .setConfig(settings(files, options, port))
                    .build();
            GraphDatabaseAPI database = (GraphDatabaseAPI) service.database(DEFAULT_DATABASE_NAME);
            await(service, database);
            setPassword(service, files);
            files.forgetFullDisk();
            return new RunningEngine(service, database, port(database));
        } catch (RuntimeException | IOException e) {
            if (DiskFull.caused(e)) {
                files.markFullDisk();
            }
            stop(service, e);
            throw EngineFailures.atStart(files.home(), e);
        }
    }

    private static void stop(@Nullable DatabaseManagementService service, Exception reason) {
        try {
            if (service != null) {
                service.shutdown();
            }
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    /** Waits while the store recovers, says so, and stops waiting when the database has failed. */
    private static void await(DatabaseManagementService service, GraphDatabaseAPI database) {
        for (int second = 0; !database.isAvailable(1_000); second++) {
            Optional<Throwable> failure = failure(service, database);
            if (failure.isPresent()) {
                throw new IllegalStateException("the database has failed", failure.get());
            }
            if (second >= LIMIT.toSeconds()) {
                throw new IllegalStateException(
                        "the database is not available after " + LIMIT.toMinutes() + " minutes");
            }
            if (second % TELL_SECONDS == TELL_SECONDS - 1) {
                LOG.log(Level.INFO, "The graph store recovers what was not finished; {0} s so far.", second + 1);
            }
        }
    }

    private static Optional<Throwable> failure(DatabaseManagementService service, GraphDatabaseAPI database) {
        var system = (GraphDatabaseAPI) service.database(SYSTEM_DATABASE_NAME);
        DatabaseStateService<?> states = system.getDependencyResolver().resolveDependency(DatabaseStateService.class);
        return states.causeOfFailure(system.databaseId()).or(() -> states.causeOfFailure(database.databaseId()));
    }

    private static void setPassword(DatabaseManagementService service, EngineFiles files) throws IOException {
        if (files.passwordIsLost()) {
            service.database(SYSTEM_DATABASE_NAME)
                    .executeTransactionally(
                            "ALTER USER $user SET PASSWORD $password CHANGE NOT REQUIRED",
                            Map.of("user", EngineFiles.USER, "password", files.password()));
            files.keepPassword();
        }
    }

    private static int port(GraphDatabaseAPI database) {
        return database.getDependencyResolver()
                .resolveDependency(ConnectorPortRegister.class)
                .getLocalAddress(ConnectorType.BOLT)
                .getPort();
    }

    private static Map<Setting<?>, Object> settings(EngineFiles files, EmbeddedOptions options, int port) {
        Path home = files.home();
        return Map.ofEntries(
                Map.entry(BoltConnector.enabled, true),
                Map.entry(BoltConnector.listen_address, new SocketAddress("127.0.0.1", port)),
                Map.entry(BoltConnector.advertised_address, new SocketAddress("127.0.0.1", port)),
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
                // only after a full disk: what is torn then is the end of a commit that failed
                Map.entry(GraphDatabaseInternalSettings.fail_on_corrupted_log_files, !files.diskWasFull()),
                Map.entry(GraphDatabaseSettings.check_point_interval_time, Duration.ofMinutes(5)),
                Map.entry(GraphDatabaseSettings.logs_directory, home.resolve("logs")),
                Map.entry(GraphDatabaseSettings.server_logging_config_path, home.resolve("conf/server-logs.xml")));
    }

    /** Why the engine has given up and has to be started again, if it has. */
    Optional<Throwable> panic() {
        return Optional.ofNullable(database.getDependencyResolver()
                .resolveDependency(DatabaseHealth.class)
                .causeOfPanic());
    }

    @Override
    public void close() {
        service.shutdown();
    }

    @Override
    public String toString() {
        return "RunningEngine[" + port + "]";
    }
}
