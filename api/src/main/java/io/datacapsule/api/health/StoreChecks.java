package io.datacapsule.api.health;

import io.datacapsule.api.catalog.Catalog;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Whether the stores answer, asked at most once a second however often health is looked at. A store that keeps silent for two
 * seconds counts as away. Safe for use by many threads.
 */
@Component
public class StoreChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * What was found.
     *
     * @param graph      whether the graph store answered
     * @param relational whether the relational store answered
     */
    public record Outcome(boolean graph, boolean relational) {

        /** Whether both did. */
        public boolean all() {
            return graph && relational;
        }
    }

    private final Catalog catalog;
    private final StoreCheck graph;
    private final StoreCheck relational;

    StoreChecks(Catalog catalog) {
        this.catalog = catalog;
        this.graph = new StoreCheck(() -> catalog.graphStore().revision());
        this.relational = new StoreCheck(() -> catalog.relational().ping());
    }

    /** The outcome of checks that are not older than a second. */
    public Outcome now() {
        if (!catalog.ready()) {
            return new Outcome(false, false);
        }
        graph.ask();
        relational.ask();
        long until = System.nanoTime() + PATIENCE.toNanos();
        return new Outcome(graph.answeredBy(until), relational.answeredBy(until));
    }
}
