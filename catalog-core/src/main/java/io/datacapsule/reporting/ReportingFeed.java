package io.datacapsule.reporting;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.reporting.LatestGraph.State;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the reporting tables after the graph, on a thread of its own that looks once a second. What changed since the last time
 * is found by comparing two states of the graph in memory; after a start, or when the tables are a copy of something else, all rows
 * are compared. While the graph store still writes, the tables wait, two minutes at most. While their database is away they wait
 * for it. Safe for any number of threads.
 */
public final class ReportingFeed implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.datacapsule.reporting");

    /** How a feed goes about it; other values serve tests. */
    record Pace(Duration pause, Duration pauseAfterFailure, Duration patience, Duration heartbeat) {

        static final Pace STANDARD =
                new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofSeconds(30));
    }

    private final ReportingTables tables;
    private final Consumer<Emptied> resets;
    private final BooleanSupplier busy;
    private final Pace pace;
    private final Thread thread;
    private final LatestGraph latest;
    private boolean failed;
    private @Nullable State base;
    private @Nullable Fed fed;
    private long heard = System.nanoTime();
    private long behindSince = System.nanoTime();

    private ReportingFeed(
            GraphSnapshot graph, ReportingTables tables, Consumer<Emptied> resets, BooleanSupplier busy, Pace pace) {
        this.latest = new LatestGraph(graph);
        this.tables = tables;
        this.resets = resets;
        this.busy = busy;
        this.pace = pace;
        this.thread = Thread.ofPlatform()
                .name("reporting")
                .priority(Thread.MIN_PRIORITY)
                .daemon()
                .unstarted(this::follow);
    }

    /**
     * Begins to feed tables from a graph.
     *
     * @param resets takes care of tables that somebody emptied; what it throws lets them be asked for again
     * @param busy   whether the graph store is writing and should rather be left alone
     */
    public static ReportingFeed start(
            CatalogGraph graph, ReportingTables tables, Consumer<Emptied> resets, BooleanSupplier busy) {
        return start(graph, tables, resets, busy, Pace.STANDARD);
    }

    static ReportingFeed start(
            CatalogGraph graph, ReportingTables tables, Consumer<Emptied> resets, BooleanSupplier busy, Pace pace) {
        ReportingFeed feed = new ReportingFeed(graph.snapshot(), tables, resets, busy, pace);
        graph.onPublish(feed.latest::published);
        // what was published in between was not heard
        feed.latest.notOlderThan(graph.snapshot());
        feed.thread.start();
        return feed;
    }

    private void follow() {
        while (latest.pause(failed ? pace.pauseAfterFailure : pace.pause)) {
            try {
                round();
                if (failed) {
                    LOG.log(Level.INFO, "The reporting tables are fed again.");
                    failed = false;
                }
            } catch (PacedRows.StoppedException e) {
                return;
            } catch (RuntimeException e) {
                forget();
                tell(e);
            }
        }
    }

    private void round() {
        if (!tables.acquire()) {
            forget();
            return;
        }
        Optional<Emptied> emptied = tables.emptied();
        if (emptied.isPresent()) {
            forget();
            resets.accept(emptied.get());
            feedWhole(latest.state());
            tables.forgetEmptied(emptied.get());
            return;
        }
        Fed stands = tables.fed();
        if (!stands.equals(fed)) {
            // at first, and when somebody put another copy there
            base = null;
            fed = stands;
        }
        State now = latest.state();
        if (Fed.of(now.graph()).equals(stands)) {
            base = now;
            behindSince = System.nanoTime();
            beat();
        } else if (!busy.getAsBoolean() || System.nanoTime() - behindSince > pace.patience.toNanos()) {
            feed(now, stands);
        }
    }

    private void beat() {
        if (System.nanoTime() - heard > pace.heartbeat.toNanos()) {
            tables.checked();
            heard = System.nanoTime();
        }
    }

    private void feed(State now, Fed before) {
        State from = base;
        boolean changes = from != null
                && from.origin() == now.origin()
                && Fed.of(from.graph()).equals(before)
                && write(false, now, rows -> GraphRows.changed(from.graph(), now.graph(), rows));
        if (changes) {
            done(now);
        } else {
            feedWhole(now);
        }
    }

    private void feedWhole(State now) {
        write(true, now, rows -> {
            GraphRows.all(now.graph(), rows);
            return true;
        });
        done(now);
    }

    private void done(State now) {
        base = now;
        fed = Fed.of(now.graph());
        heard = System.nanoTime();
        behindSince = System.nanoTime();
    }

    private interface Rows {
        boolean to(RowWriter rows);
    }

    private boolean write(boolean whole, State now, Rows rows) {
        long start = System.nanoTime();
        try (ReportingTables.Feeding feeding = tables.begin(whole)) {
            if (!rows.to(new PacedRows(feeding, latest::isStopping))) {
                return false;
            }
            long written = feeding.commit(Fed.of(now.graph()));
            LOG.log(
                    whole ? Level.INFO : Level.DEBUG,
                    "The reporting tables show revision {0} of the graph: {1,number,#} rows written in {2,number,#}"
                            + " ms.",
                    now.graph().revision(),
                    written,
                    (System.nanoTime() - start) / 1_000_000);
            return true;
        }
    }

    private void forget() {
        base = null;
        fed = null;
    }

    private void tell(RuntimeException e) {
        if (latest.isStopping() || failed) {
            return;
        }
        failed = true;
        if (e instanceof UnavailableException || e instanceof ConflictException) {
            LOG.log(Level.WARNING, "The reporting tables cannot be fed and wait. {0}", e.getMessage());
        } else {
            LOG.log(Level.ERROR, "The reporting tables cannot be fed; it is tried again and again.", e);
        }
    }

    /** Stops, in the midst of a change too, which is taken back then. */
    @Override
    public void close() {
        latest.stop();
        tables.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
