package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.neo4j.PendingChanges.Progress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the nodes and edges of sealed changes in a thread of its own, again and again until the database takes them. Those
 * who need the graph as it is to be wait here. Safe for any number of threads.
 */
final class WriteBehind implements AutoCloseable {

    private static final Logger LOG = System.getLogger(WriteBehind.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final PendingChanges pending;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Unwritten unwritten;
    private @Nullable Thread thread;

    /** What is not written yet: what it does to large properties, if that is known, and the moment at which it is. */
    private record Unwritten(@Nullable UnwrittenDetails details, CountDownLatch written) {}

    WriteBehind(PendingChanges pending) {
        this.pending = pending;
    }

    /** Begins to write what is sealed and known here; until then its details are told from memory. */
    void begin(List<GraphChange> parts) {
        UnwrittenDetails details = UnwrittenDetails.empty();
        parts.forEach(details::add);
        start(new Unwritten(details, new CountDownLatch(1)));
    }

    /** Writes also what was sealed while other changes were still being written, after these. */
    synchronized void add(GraphChange change) {
        Unwritten present = unwritten;
        if (present == null) {
            begin(List.of(change));
        } else if (present.details() != null) {
            present.details().add(change);
        }
    }

    /** Begins to write what was found sealed, unless that is so already; what it does to details is not known. */
    synchronized void begin() {
        Unwritten present = unwritten;
        if (present == null) {
            start(new Unwritten(null, new CountDownLatch(1)));
        } else {
            unwritten = new Unwritten(null, present.written());
        }
    }

    /** Whether something is being written. */
    boolean isWriting() {
        return unwritten != null;
    }

    /**
     * Reads the graph while nothing is written to it, and what has still to be written to it after that; both together are
     * what was committed.
     */
    <T> T read(Supplier<T> graph, Consumer<GraphChange> later) {
        writing.lock();
        try {
            return pending.undisturbed(() -> {
                T result = graph.get();
                lookElsewhere();
                Unwritten work = unwritten;
                if (work != null) {
                    UnwrittenDetails details = UnwrittenDetails.empty();
                    pending.sealed().eachPart(change -> {
                        later.accept(change);
                        details.add(change);
                    });
                    tell(details, work);
                }
                return result;
            });
        } finally {
            writing.unlock();
        }
    }

    private synchronized void tell(UnwrittenDetails details, Unwritten work) {
        unwritten = new Unwritten(details, work.written());
    }

    /** Takes notice of what another server may have sealed. */
    void lookElsewhere() {
        if (unwritten == null && pending.mayBeSealedElsewhere()) {
            begin();
        }
    }

    private synchronized void start(Unwritten work) {
        Unwritten before = unwritten;
        unwritten = work;
        if (before != null) {
            // another server seals only when that is written
            before.written().countDown();
        }
        if (closed.getCount() > 0) {
            thread = Thread.ofPlatform()
                    .name("graph-write-behind")
                    .priority(Thread.MIN_PRIORITY)
                    .daemon()
                    .start(this::run);
        }
    }

    private synchronized void end(Unwritten work) {
        Unwritten present = unwritten;
        if (present != null && present.written().equals(work.written())) {
            if (pending.sealedMeanwhile()) {
                return;
            }
            unwritten = null;
        }
        work.written().countDown();
    }

    private void run() {
        while (true) {
            try {
                awaitWritten();
                return;
            } catch (RuntimeException | Error e) {
                if (closed.getCount() == 0) {
                    return;
                }
                LOG.log(Level.WARNING, "a committed change waits to be written to the graph: {0}", e.getMessage());
            }
            if (closed(PAUSE)) {
                return;
            }
        }
    }

    /** What the database has not got yet of large properties; waits for it if that is not known here. */
    UnwrittenDetails details() {
        Unwritten work = unwritten;
        if (work == null) {
            return UnwrittenDetails.NONE;
        }
        if (work.details() != null) {
            return work.details();
        }
        awaitWritten();
        return UnwrittenDetails.NONE;
    }

    /** Returns when nothing is left to be written; fails as the database does. */
    void awaitWritten() {
        while (unwritten != null) {
            Progress progress;
            writing.lock();
            try {
                Unwritten work = unwritten;
                progress = work == null ? Progress.DONE : pending.writeNext();
                if (work != null && progress == Progress.DONE) {
                    end(work);
                }
            } finally {
                writing.unlock();
            }
            if (progress == Progress.WAITS && closed(LOOK_AGAIN)) {
                throw new UnavailableException("stopping", "The server is stopping; another one goes on here.");
            }
        }
    }

    private boolean closed(Duration within) {
        try {
            return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * The same, but waits for {@code limit} at most.
     *
     * @throws UnavailableException {@code graph_catching_up} if it takes longer
     */
    void awaitWritten(Duration limit) {
        Unwritten work = unwritten;
        try {
            if (work == null || work.written().await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnavailableException(
                "graph_catching_up",
                "The graph database still writes a large change that is committed already. Ask again in a moment; all "
                        + "other questions are answered from memory meanwhile.");
    }

    /** Stops after the part that is being written; who opens the store next goes on there. */
    @Override
    public void close() {
        pending.stop();
        closed.countDown();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
