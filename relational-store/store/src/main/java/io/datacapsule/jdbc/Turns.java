package io.datacapsule.jdbc;

import io.datacapsule.model.UnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets as many callers have the database at once as it has connections for, the others in the order in which they came. That many ask
 * is no failure of the database; while it is away nobody waits for a turn longer than the first one needs to find that out. Safe for
 * any number of threads; who has a turn must not ask for another.
 */
final class Turns {

    private static final String AWAY = "database_unavailable";

    private final Semaphore free;
    private final Duration patience;
    private volatile boolean away;
    private volatile long foundAwayAt;

    /** So many turns at once; who waits longer than {@code patience} for one is told to come again. */
    Turns(int atOnce, Duration patience) {
        this.free = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /**
     * Does that when it is its turn.
     *
     * @throws UnavailableException {@code database_busy} if that takes too long, or what {@code work} throws
     */
    <T> T take(Supplier<T> work) {
        long came = System.nanoTime();
        await();
        try {
            requireThere(came);
            return watched(work);
        } finally {
            free.release();
        }
    }

    private void await() {
        try {
            if (free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("stopping", "The server is stopping.", e);
        }
        throw new UnavailableException(
                "database_busy",
                "So many ask the relational database that it did not come to this for " + patience.toSeconds()
                        + " seconds. Try again in a moment.");
    }

    private <T> T watched(Supplier<T> work) {
        try {
            T result = work.get();
            away = false;
            return result;
        } catch (UnavailableException e) {
            if (e.code().equals(AWAY)) {
                foundAwayAt = System.nanoTime();
                away = true;
            }
            throw e;
        }
    }

    /** Fails if another one found the database away after this one came. */
    private void requireThere(long came) {
        if (away && foundAwayAt - came > 0) {
            throw new UnavailableException(
                    AWAY, "The relational database does not answer; what needs it works again when it does.");
        }
    }
}
