package io.datacapsule.reporting;

import io.datacapsule.graph.CatalogGraph.Published;
import io.datacapsule.graph.GraphSnapshot;
import java.time.Duration;

/** The last state of the graph that was published, and pauses until it is time to stop. Safe for any number of threads. */
final class LatestGraph {

    private final Object lock = new Object();
    private State latest;
    private boolean stopping;

    /** A state of the graph; rows of two of them are comparable if they have the same origin. */
    record State(GraphSnapshot graph, int origin) {}

    LatestGraph(GraphSnapshot graph) {
        this.latest = new State(graph, 0);
    }

    State state() {
        synchronized (lock) {
            return latest;
        }
    }

    /** Takes notice of a new state. */
    void published(Published published) {
        synchronized (lock) {
            latest = new State(published.after(), published.reloaded() ? latest.origin + 1 : latest.origin);
        }
    }

    /** Takes notice of a state that was published before this listened, if none was published since. */
    void notOlderThan(GraphSnapshot graph) {
        synchronized (lock) {
            if (graph.revision().compareTo(latest.graph.revision()) > 0) {
                latest = new State(graph, latest.origin);
            }
        }
    }

    /** Ends pauses, now and from now on. */
    void stop() {
        synchronized (lock) {
            stopping = true;
            lock.notifyAll();
        }
    }

    boolean isStopping() {
        synchronized (lock) {
            return stopping;
        }
    }

    /** Waits for so long, and answers false when it is time to stop. */
    boolean pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        synchronized (lock) {
            try {
                for (long left = duration.toMillis(); left > 0 && !stopping; left = millisTo(end)) {
                    lock.wait(left);
                }
            } catch (InterruptedException e) {
                stopping = true;
            }
            return !stopping;
        }
    }

    private static long millisTo(long end) {
        return (end - System.nanoTime() + 999_999) / 1_000_000;
    }
}
