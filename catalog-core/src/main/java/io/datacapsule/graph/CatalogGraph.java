package io.datacapsule.graph;

import io.datacapsule.model.CatalogException;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.telemetry.Telemetry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one way to the graph: reads take the present {@link #snapshot}, writes go through {@link #apply}. A single writer commits
 * waiting changes to the store in one transaction (group commit), publishes the snapshot that results, tells the listeners and
 * only then answers the callers, so that a caller who got its answer reads its own write, also after a crash. Safe for any
 * number of threads.
 */
public final class CatalogGraph implements AutoCloseable {

    private static final Duration FOLLOW_EVERY = Duration.ofMillis(500);
    private static final System.Logger LOG = System.getLogger(CatalogGraph.class.getName());

    private final GraphWriter writer;
    private final List<Consumer<Published>> listeners;
    private final Telemetry telemetry;

    private CatalogGraph(GraphWriter writer, List<Consumer<Published>> listeners, Telemetry telemetry) {
        this.telemetry = telemetry;
        this.writer = writer;
        this.listeners = listeners;
    }

    /**
     * A new state of the graph.
     *
     * @param before  the state it came from; differs from {@code after} by {@code changes} unless {@link #reloaded}
     * @param after   the state that is now seen
     * @param changes what led from one to the other, in order
     * @param cause   how it came about
     */
    public record Published(GraphSnapshot before, GraphSnapshot after, List<GraphChange> changes, Cause cause) {

        /** Whether the graph was loaded anew, rows of {@code before} and {@code after} being unrelated. */
        public boolean reloaded() {
            return cause == Cause.RELOADED;
        }
    }

    /** How a new state of the graph came about. */
    public enum Cause {
        /** Changes were committed here. */
        COMMITTED,
        /** Changes were taken over that were committed elsewhere. */
        FOLLOWED,
        /** The graph was loaded from its store. */
        RELOADED
    }

    /**
     * What became of a change.
     *
     * @param change   as it was computed
     * @param snapshot the first state that shows it
     */
    public record Applied(GraphChange change, GraphSnapshot snapshot) {}

    /** Loads the graph of a store and starts to write to it; what others write to the store is taken over twice a second. */
    public static CatalogGraph open(GraphStore store) {
        return open(store, FOLLOW_EVERY, Telemetry.NONE);
    }

    /**
     * The same; what others write to the store is taken over that often, and what is computed and committed is a part of the work
     * that asked for it, a group of the first that did.
     */
    public static CatalogGraph open(GraphStore store, Duration followEvery, Telemetry telemetry) {
        List<Consumer<Published>> listeners = new CopyOnWriteArrayList<>();
        ShownGraph shown = new ShownGraph(store, published -> listeners.forEach(l -> tell(l, published)));
        return new CatalogGraph(new GraphWriter(store, shown, followEvery), listeners, telemetry);
    }

    private static void tell(Consumer<Published> listener, Published published) {
        try {
            listener.accept(published);
        } catch (RuntimeException | Error e) {
            // the change is committed and seen whatever a listener makes of it
            LOG.log(
                    Level.ERROR,
                    "a listener failed at revision " + published.after().revision(),
                    e);
        }
    }

    /** The present state. */
    public GraphSnapshot snapshot() {
        return writer.snapshot();
    }

    /**
     * Computes a change against the very state it will be applied to, commits it and waits until it is durable and seen. An
     * empty change commits nothing.
     *
     * @param change pure and quick: no other change is written here while it computes; it is asked again if the graph moved
     *               meanwhile; what it throws reaches the caller
     * @throws UnavailableException if the store is away; nothing was changed, or {@code graph_commit_unknown} says that this
     *                              could not be told yet: as soon as the store answers, the snapshot shows what became of it
     */
    public Applied apply(Function<GraphSnapshot, GraphChange> change) {
        return apply(change, false);
    }

    private Applied apply(Function<GraphSnapshot, GraphChange> change, boolean still) {
        try {
            return writer.submit(new ChangeRequest(change, still, telemetry.here()))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CatalogException known) {
                throw known;
            }
            if (e.getCause() instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw e;
        }
    }

    /** How many changes wait to be written. */
    public int waiting() {
        return writer.waiting();
    }

    /**
     * Does something while the store holds exactly what it is given, and nothing is written until it returns, also not by others
     * who share the store; reads go on, so let it be short. What it throws reaches the caller.
     */
    public <T> T whileStill(Function<GraphSnapshot, T> work) {
        List<T> result = new ArrayList<>(1);
        apply(
                group -> {
                    // asked again if another change of the group fails; and the group may show changes that are not
                    // committed yet
                    if (result.isEmpty()) {
                        result.add(work.apply(snapshot()));
                    }
                    return GraphChange.NOTHING;
                },
                true);
        return result.getFirst();
    }

    /** Takes over soon what others wrote to the store, without waiting for the next time to look. */
    public void follow() {
        writer.follow();
    }

    /**
     * For how long it is not known that the snapshot shows all that is in the store; no time if nobody else writes to it. A
     * moment longer than it takes to look, unless the store is away.
     */
    public Duration lag() {
        return writer.lag();
    }

    /**
     * Calls {@code listener} after each change, in order, before the callers are answered; it must be quick. What it throws is
     * logged and keeps nobody from being answered.
     */
    public void onPublish(Consumer<Published> listener) {
        listeners.add(listener);
    }

    /** Writes what waits, then stops writing. The store stays open. */
    @Override
    public void close() {
        writer.close();
    }
}
