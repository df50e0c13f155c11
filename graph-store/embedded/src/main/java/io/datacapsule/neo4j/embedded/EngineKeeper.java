package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.DiskFull;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.UnavailableException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.event.DatabaseEventContext;
import org.neo4j.graphdb.event.DatabaseEventListenerAdapter;

/**
 * Keeps the engine running: after a panic, of which a full disk is the usual cause, it stops it and starts it again on the
 * same port, as soon as there is room. Safe for use by many threads.
 */
final class EngineKeeper implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(EngineKeeper.class.getName());
    private static final int PAUSE_MILLIS = 1_000;
    private static final int LONGEST_PAUSE_MILLIS = 30_000;
    private static final long BYTES_PER_ROW = 1_024;

    private final EngineFiles files;
    private final EmbeddedOptions options;
    private final Thread thread;
    private volatile RunningEngine engine;
    private volatile @Nullable Throwable trouble;
    private boolean closed;

    EngineKeeper(EngineFiles files, EmbeddedOptions options) {
        this.files = files;
        this.options = options;
        this.engine = RunningEngine.start(files, options, 0);
        watch(engine);
        this.thread = Thread.ofPlatform().name("graph-store-keeper").daemon().start(this::keep);
    }

    /** The engine that runs, or ran last. */
    RunningEngine engine() {
        return engine;
    }

    boolean isAvailable() {
        return trouble == null && engine.database().isAvailable();
    }

    /**
     * Whether a change of that many rows may begin.
     *
     * @throws UnavailableException     if the engine has stopped
     * @throws InternalFailureException {@code disk_full}, if the disk might not take the change
     */
    void requireReady(long rows) {
        Throwable known = trouble;
        if (known != null) {
            throw stopped(known);
        }
        if (rows > 0 && files.room() < EngineFiles.RESERVE + rows * BYTES_PER_ROW) {
            throw new InternalFailureException(
                    DiskFull.CODE,
                    "The disk that holds '" + files.home()
                            + "' has too little room left; nothing was changed. Free some space and try again.");
        }
    }

    private UnavailableException stopped(Throwable cause) {
        return DiskFull.caused(cause) || files.room() < EngineFiles.RESERVE
                ? new UnavailableException(
                        DiskFull.CODE,
                        "The disk that holds '" + files.home()
                                + "' is full and the graph store has stopped. Reading the"
                                + " graph goes on. Free some space: it starts again by itself.",
                        cause)
                : new UnavailableException(
                        "graph_unavailable",
                        "The graph store has failed and is being started again. Reading the graph goes on; try writing"
                                + " again later.",
                        cause);
    }

    private void watch(RunningEngine running) {
        running.service().registerDatabaseEventListener(new DatabaseEventListenerAdapter() {
            @Override
            public void databasePanic(DatabaseEventContext event) {
                panicked(running.panic()
                        .orElseGet(() -> new IllegalStateException(
                                "the database " + event.getDatabaseName() + " has panicked")));
            }
        });
        running.panic().ifPresent(this::panicked);
    }

    private synchronized void panicked(Throwable cause) {
        if (DiskFull.caused(cause)) {
            files.markFullDisk();
        }
        if (trouble == null) {
            trouble = cause;
            notifyAll();
        }
    }

    private void keep() {
        try {
            while (awaitPanic()) {
                Throwable cause = engine.panic().orElse(trouble);
                LOG.log(
                        Level.ERROR,
                        "The graph store has failed and is started again as soon as that is possible.",
                        cause);
                trouble = cause;
                engine.panic().ifPresent(this::panicked);
                if (awaitRoom()) {
                    stop();
                    startAgain();
                }
            }
        } catch (InterruptedException e) {
            // nobody interrupts this thread but close()
        }
    }

    /** Waits until there is room, without which the engine cannot even stop; false when it is time to stop. */
    private boolean awaitRoom() throws InterruptedException {
        boolean open = pause(PAUSE_MILLIS);
        while (open && files.room() < EngineFiles.RESERVE) {
            open = pause(PAUSE_MILLIS);
        }
        return open;
    }

    private void stop() {
        try {
            engine.close();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The graph store did not stop in order.", e);
        }
    }

    private synchronized boolean awaitPanic() throws InterruptedException {
        while (trouble == null && !closed) {
            wait();
        }
        return !closed;
    }

    private void startAgain() throws InterruptedException {
        for (int pause = PAUSE_MILLIS; awaitRoom(); pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            try {
                RunningEngine started = RunningEngine.start(files, options, engine.port());
                synchronized (this) {
                    engine = started;
                    trouble = null;
                }
                watch(started);
                LOG.log(Level.INFO, "The graph store runs again.");
                return;
            } catch (CatalogException e) {
                LOG.log(Level.WARNING, "The graph store does not start yet.", e);
                trouble = e;
                pause(pause);
            }
        }
    }

    /** Waits; false when it is time to stop. */
    private synchronized boolean pause(int millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000L;
        for (long left = millis; left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return !closed;
    }

    /**
     * Stops the engine; a start under way ends first. An engine whose disk is full cannot stop in order: it is left as it is,
     * and the next process recovers what is durable, as after a crash.
     */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (trouble != null && files.room() < EngineFiles.RESERVE) {
            LOG.log(Level.WARNING, "The disk of the graph store is full, so the store is left as it is.");
        } else {
            engine.close();
        }
    }
}
