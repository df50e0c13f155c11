package io.datacapsule.api.catalog;

import io.datacapsule.api.config.StoreSettings;
import io.datacapsule.api.home.Home;
import io.datacapsule.graph.GraphQueries;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.jdbc.RelationalStore;
import io.datacapsule.model.CatalogException;
import io.datacapsule.neo4j.Neo4jGraphStore;
import io.datacapsule.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The two databases of a server, embedded or elsewhere, open.
 *
 * @param graph      the property graph
 * @param cypher     questions to it in its own language
 * @param relational jobs and whatever else is listed by time
 * @param embedded   what runs inside our process tree and is stopped with us
 */
public record Databases(GraphStore graph, GraphQueries cypher, RelationalStore relational, List<AutoCloseable> embedded)
        implements AutoCloseable {

    private static final Duration QUERIES_WAIT = Duration.ofSeconds(30);
    private static final System.Logger LOG = System.getLogger(Databases.class.getName());

    /** Copies what could be changed from outside. */
    public Databases {
        embedded = List.copyOf(embedded);
    }

    /**
     * Starts or reaches both at the same time; if one fails, the other is stopped again.
     *
     * @param telemetry is told of what is asked of them
     *
     * @throws CatalogException if one cannot be used; the message says which, why and what to do
     */
    public static Databases open(StoreSettings settings, Home home, Telemetry telemetry) {
        GraphDatabase.require(settings);
        Executor threads = task -> Thread.ofPlatform().name("database-start").start(task);
        CompletableFuture<OpenStore<Neo4jGraphStore>> graph =
                CompletableFuture.supplyAsync(() -> GraphDatabase.open(settings, home), threads);
        CompletableFuture<OpenStore<RelationalStore>> relational =
                CompletableFuture.supplyAsync(() -> RelationalDatabase.open(settings, home, telemetry), threads);
        try {
            CompletableFuture.allOf(graph, relational).join();
        } catch (CompletionException e) {
            closeIfOpen(graph);
            closeIfOpen(relational);
            throw e.getCause() instanceof CatalogException known ? known : e;
        }
        List<AutoCloseable> embedded = new ArrayList<>();
        graph.join().engine().ifPresent(embedded::add);
        relational.join().engine().ifPresent(embedded::add);
        Neo4jGraphStore store = graph.join().store();
        return new Databases(
                new ObservedGraphStore(store, telemetry),
                ObservedGraphStore.queries(store.queries(QUERIES_WAIT), telemetry),
                relational.join().store(),
                embedded);
    }

    private static void closeIfOpen(CompletableFuture<? extends OpenStore<?>> start) {
        if (!start.isCompletedExceptionally()) {
            start.join().close();
        }
    }

    /** Closes both at the same time and waits. */
    @Override
    public void close() {
        relational.close();
        graph.close();
        List<Thread> stops = embedded.stream()
                .map(engine -> Thread.ofPlatform().name("database-stop").start(() -> close(engine)))
                .toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "a database could not be stopped in order", e);
        }
    }
}
