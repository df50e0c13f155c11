package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.UnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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

    private final PendingChanges pending;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Unwritten unwritten;
    private @Nullable Thread thread;

    /** What is not written yet: what it does to large properties, if that is known, and the moment at which it is. */
    private record Unwritten(@Nullable Details details, CountDownLatch written) {}

    /** The large properties that a change writes, by URN, and the capsules that lose theirs before. */
    record Details(Map<String, CapsuleDetails> written, Set<String> removed) {

        private static final Details NONE = new Details(Map.of(), Set.of());

        static Details of(GraphChange change) {
            Details details = new Details(new HashMap<>(), new HashSet<>());
            details.add(change);
            return details;
        }

        /** Adds what a later change does. */
        private void add(GraphChange change) {
            for (Ref ref : change.removed()) {
                written.remove(ref.urn());
                removed.add(ref.urn());
            }
            change.details().forEach(one -> written.merge(one.urn(), one, (before, after) -> after.over(before)));
        }

        /** The details of these capsules, given those that the database has. */
        void putOver(Map<String, CapsuleDetails> stored, Collection<String> urns) {
            if (!removed.isEmpty()) {
                stored.keySet().removeAll(removed);
            }
            if (!written.isEmpty()) {
                for (String urn : urns) {
                    CapsuleDetails later = written.get(urn);
                    if (later != null) {
                        stored.merge(urn, later, (before, after) -> after.over(before));
                    }
                }
            }
        }
    }

    WriteBehind(PendingChanges pending) {
        this.pending = pending;
    }

    /** Begins to write what this process has sealed; until then its details are told from memory. */
    void begin(GraphChange change) {
        start(new Unwritten(Details.of(change), new CountDownLatch(1)));
    }

    /** Begins to write what was found sealed, unless that is so already. */
    void begin() {
        if (unwritten == null) {
            start(new Unwritten(null, new CountDownLatch(1)));
        }
    }

    /**
     * Reads the graph while nothing is written to it, and what has still to be written to it after that; both together are
     * what was committed.
     */
    <T> T read(Supplier<T> graph, Consumer<GraphChange> later) {
        writing.lock();
        try {
            T result = graph.get();
            Unwritten work = unwritten;
            if (work != null) {
                Details details = new Details(new HashMap<>(), new HashSet<>());
                pending.sealed().eachPart(change -> {
                    later.accept(change);
                    details.add(change);
                });
                unwritten = new Unwritten(details, work.written());
            }
            return result;
        } finally {
            writing.unlock();
        }
    }

    private synchronized void start(Unwritten work) {
        unwritten = work;
        if (closed.getCount() > 0) {
            thread = Thread.ofPlatform()
                    .name("graph-write-behind")
                    .priority(Thread.MIN_PRIORITY)
                    .daemon()
                    .start(this::run);
        }
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
            try {
                if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** What the database has not got yet of large properties; waits for it if that is not known here. */
    Details details() {
        Unwritten work = unwritten;
        if (work == null) {
            return Details.NONE;
        }
        if (work.details() != null) {
            return work.details();
        }
        awaitWritten();
        return Details.NONE;
    }

    /** Returns when nothing is left to be written; fails as the database does. */
    void awaitWritten() {
        while (unwritten != null) {
            writing.lock();
            try {
                Unwritten work = unwritten;
                if (work != null && !pending.writeNext()) {
                    unwritten = null;
                    work.written().countDown();
                }
            } finally {
                writing.unlock();
            }
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
