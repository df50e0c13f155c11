package io.datacapsule.api.health;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.model.CatalogException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Whether the stores answer, asked at most once a second however often health is looked at. Safe for use by many threads. */
@Component
public class StoreChecks {

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    /**
     * What was found.
     *
     * @param graph      whether the graph store answered
     * @param relational whether the relational store answered
     */
    public record Outcome(boolean graph, boolean relational) {}

    private record Checked(Outcome outcome, long at) {}

    private final Catalog catalog;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Checked last = new Checked(new Outcome(false, false), System.nanoTime() - 2 * FRESH);

    StoreChecks(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The outcome of a check that is not older than a second. */
    public Outcome now() {
        if (!catalog.ready()) {
            return new Outcome(false, false);
        }
        if (System.nanoTime() - last.at > FRESH) {
            asking.lock();
            try {
                if (System.nanoTime() - last.at > FRESH) {
                    Outcome outcome = new Outcome(
                            answers(() -> catalog.graphStore().revision()),
                            answers(() -> catalog.relational().ping()));
                    last = new Checked(outcome, System.nanoTime());
                }
            } finally {
                asking.unlock();
            }
        }
        return last.outcome;
    }

    private static boolean answers(Runnable question) {
        try {
            question.run();
            return true;
        } catch (CatalogException e) {
            return false;
        }
    }
}
