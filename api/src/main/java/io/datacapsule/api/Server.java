package io.datacapsule.api;

import io.datacapsule.api.airflow.AirflowInstances;
import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.catalog.CatalogParts;
import io.datacapsule.api.catalog.Databases;
import io.datacapsule.api.config.Settings;
import io.datacapsule.api.config.Version;
import io.datacapsule.api.home.Home;
import io.datacapsule.api.home.HomeLock;
import io.datacapsule.api.home.ServerFile;
import io.datacapsule.api.ingest.AirflowSources;
import io.datacapsule.api.ingest.ArtifactSources;
import io.datacapsule.api.ingest.IngestRoots;
import io.datacapsule.api.ingest.Sources;
import io.datacapsule.api.ingest.Uploads;
import io.datacapsule.api.observability.EarlyLog;
import io.datacapsule.api.observability.Metrics;
import io.datacapsule.api.security.ApiKeys;
import io.datacapsule.api.tracing.Tracing;
import io.datacapsule.backup.UnfinishedRestores;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.sql.ColumnLineage;
import io.datacapsule.sql.Query;
import io.datacapsule.telemetry.Telemetry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: the lock on its home, the HTTP side, and the catalog that is loaded behind it. Closing it stops everything
 * in order; closing twice does nothing.
 */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Home home;
    private final HomeLock lock;
    private final Catalog catalog = new Catalog();
    private final Metrics metrics = new Metrics();
    private final Tracing tracing;
    private final CompletableFuture<CatalogParts> loading;
    private final WebServer web;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean closing;

    private Server(Settings settings, Home home, HomeLock lock) {
        this.home = home;
        this.lock = lock;
        ApiKeys keys = ApiKeys.of(settings.security(), home);
        Uploads uploads = new Uploads(home);
        Sources sources = new Sources(
                new ArtifactSources(IngestRoots.of(settings), uploads),
                new AirflowSources(AirflowInstances.of(settings.egress()), uploads, this::derive));
        this.tracing = Tracing.of(settings.tracing());
        this.loading = load(settings, sources, uploads, tracing.with(metrics));
        try {
            this.web = WebServer.start(
                    settings,
                    List.of(
                            settings,
                            home,
                            keys,
                            catalog,
                            uploads,
                            sources.artifacts(),
                            sources.airflow(),
                            metrics,
                            tracing));
        } catch (RuntimeException e) {
            loading.thenAccept(CatalogParts::close).exceptionally(other -> null).join();
            tracing.close();
            throw e;
        }
    }

    /**
     * Starts to listen and to load; {@link #awaitReady} tells when it is done.
     *
     * @throws CatalogException if the home or the port cannot be used, or the settings are not fit for production; nothing runs
     *     then
     */
    public static Server start(Settings settings) {
        settings.requireSafe();
        EarlyLog.quiet();
        Home home = Home.prepare(settings.server().home());
        HomeLock lock = HomeLock.acquire(home);
        try {
            return new Server(settings, home, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private ColumnLineage derive(Query query) {
        return catalog.sql().derive(query);
    }

    private CompletableFuture<CatalogParts> load(
            Settings settings, Sources sources, Uploads uploads, Telemetry telemetry) {
        CompletableFuture<CatalogParts> future = new CompletableFuture<>();
        Thread.ofPlatform().name("catalog-load").start(() -> {
            try {
                Databases databases = Databases.open(settings.stores(), home, telemetry);
                try {
                    UnfinishedRestores.settle(
                            home.archives(),
                            databases.graph(),
                            databases.relational().tables());
                    CatalogParts parts = CatalogParts.load(
                            databases,
                            home.serverId(),
                            settings.replicas().followEvery(),
                            sources,
                            Clock.systemUTC(),
                            telemetry);
                    future.complete(parts.withBackground(settings, uploads::removeBefore, Clock.systemUTC()));
                } catch (RuntimeException | Error e) {
                    databases.close();
                    throw e;
                }
            } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    /**
     * Waits until the catalog is loaded, and says so in {@code server.json}.
     *
     * @throws CatalogException if it cannot be loaded; the server is closed then
     */
    public void awaitReady() {
        try {
            CatalogParts parts = loading.join();
            catalog.opened(parts);
            new ServerFile(ProcessHandle.current().pid(), port(), url(), Version.TEXT, Instant.now()).write(home);
            LOG.info("Ready at {}, revision {}", url(), parts.graph().snapshot().revision());
        } catch (CompletionException e) {
            close();
            if (e.getCause() instanceof CatalogException known) {
                throw known;
            }
            throw e;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Where it listens. */
    public int port() {
        return web.port();
    }

    /** The start of all its URLs, without a slash at the end. */
    public String url() {
        return web.url();
    }

    /** The side that answers HTTP. */
    WebServer web() {
        return web;
    }

    /** Waits until it was closed. */
    void awaitClosed() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        catalog.stopping();
        ServerFile.remove(home);
        web.close();
        loading.thenAccept(CatalogParts::close).exceptionally(e -> null).join();
        metrics.close();
        tracing.close();
        lock.close();
        closed.countDown();
    }

    /** Runs a server until the process is told to end. Settings come from environment variables. */
    public static void main(String[] args) throws InterruptedException {
        CarrierThreads.prepare();
        try {
            if (args.length > 0) {
                throw new InvalidInputException(
                        "usage", "The server takes no arguments; it is set up by environment variables (see README).");
            }
            Server server = start(Settings.ofProcess());
            Settings.unknownVariables(System.getenv()).forEach(LOG::warn);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(server::close));
            server.awaitReady();
            server.awaitClosed();
        } catch (CatalogException e) {
            System.err.println("dab: " + e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            LOG.error("The server could not be started", e);
            System.err.println("dab: The server could not be started: " + e.getMessage());
            System.exit(1);
        }
    }
}
