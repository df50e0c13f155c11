package io.datacapsule.search;

import io.datacapsule.graph.CatalogGraph.Published;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings the index after the graph, on a thread of its own: at once when a search waits for it, else once a second, so that a
 * stream of small writes costs little. Safe for any number of threads.
 */
final class IndexFollower implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 500;
    private static final long PAUSE_MILLIS = 1_000;
    private static final Revision NEVER = new Revision(-1);
    private static final System.Logger LOG = System.getLogger("io.datacapsule.search");

    private final SearchIndex index;
    private final Object lock = new Object();
    private final Thread thread;
    private final Set<String> touched = new HashSet<>();
    private @Nullable GraphSnapshot latest;
    private boolean everything = true;
    private boolean stopping;
    /** Changed by who holds the lock; read by anybody. */
    private volatile Revision indexed = NEVER;

    private Revision wanted = NEVER;

    private record Work(GraphSnapshot graph, boolean everything, Set<String> urns) {}

    IndexFollower(SearchIndex index) {
        this.index = index;
        this.thread = Thread.ofPlatform().name("search-index").daemon().unstarted(this::follow);
    }

    /** Begins with a graph, unless a later one was published already. */
    void start(Supplier<GraphSnapshot> graph) {
        synchronized (lock) {
            if (latest == null) {
                latest = graph.get();
            }
        }
        thread.start();
    }

    /** Takes notice of a new state of the graph. */
    void published(Published published) {
        Set<String> urns = TouchedCapsules.of(published);
        synchronized (lock) {
            latest = published.after();
            everything |= published.reloaded();
            touched.addAll(urns);
        }
    }

    /** Whether the index shows that revision or a later one. Waits a moment for it. */
    boolean reaches(Revision revision) {
        if (indexed.compareTo(revision) >= 0) {
            return true; // without the lock, at which requests would be resumed late under load
        }
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        synchronized (lock) {
            wanted = revision;
            lock.notifyAll();
            try {
                long left = PATIENCE_MILLIS;
                while (indexed.compareTo(revision) < 0 && left > 0) {
                    lock.wait(left);
                    left = (end - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return indexed.compareTo(revision) >= 0;
        }
    }

    private void follow() {
        Work work = next();
        while (work != null) {
            try {
                if (work.everything) {
                    index.rebuild(work.graph);
                } else {
                    index.update(work.graph, work.urns);
                }
                done(work.graph.revision());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The search index could not be brought up to date and is built again.", e);
                failed();
            }
            work = next();
        }
    }

    /** Waits until a search does, or a second; null when it is time to stop. */
    private @Nullable Work next() {
        synchronized (lock) {
            try {
                pauseUnless(() -> everything || wanted.compareTo(indexed) > 0);
            } catch (InterruptedException e) {
                return null;
            }
            GraphSnapshot graph = latest;
            if (stopping || graph == null) {
                return null;
            }
            Work work = new Work(graph, everything, Set.copyOf(touched));
            everything = false;
            touched.clear();
            return work;
        }
    }

    /** Waits a second, or until it is time to stop, or something cannot wait; the caller holds the lock. */
    private void pauseUnless(BooleanSupplier urgent) throws InterruptedException {
        long end = System.nanoTime() + PAUSE_MILLIS * 1_000_000;
        long left = PAUSE_MILLIS;
        while (left > 0 && !stopping && !urgent.getAsBoolean()) {
            lock.wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    private void done(Revision revision) {
        synchronized (lock) {
            indexed = revision;
            lock.notifyAll();
        }
    }

    private void failed() {
        synchronized (lock) {
            everything = true;
            try {
                pauseUnless(() -> false);
            } catch (InterruptedException e) {
                stopping = true;
            }
        }
    }

    /** Stops; the index is left as it is. */
    @Override
    public void close() {
        synchronized (lock) {
            stopping = true;
            lock.notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
