package io.datacapsule.graph;

import io.datacapsule.model.CatalogException;
import io.datacapsule.model.UnavailableException;
import java.lang.System.Logger.Level;
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

    private static final System.Logger LOG = System.getLogger(CatalogGraph.class.getName());

    private final GraphWriter writer;
    private final List<Consumer<Published>> listeners;

    private CatalogGraph(GraphWriter writer, List<Consumer<Published>> listeners) {
        this.writer = writer;
        this.listeners = listeners;
    }

    /**
     * A new state of the graph.
     *
     * @param before   the state it came from; differs from {@code after} by {@code changes} unless {@code reloaded}
     * @param after    the state that is now seen
     * @param changes  what led from one to the other, in order
     * @param reloaded whether the graph was loaded anew, rows of {@code before} and {@code after} being unrelated
     */
    public record Published(GraphSnapshot before, GraphSnapshot after, List<GraphChange> changes, boolean reloaded) {}

    /**
     * What became of a change.
     *
     * @param change   as it was computed
     * @param snapshot the first state that shows it
     */
    public record Applied(GraphChange change, GraphSnapshot snapshot) {}

    /** Loads the graph of a store and starts to write to it. */
    public static CatalogGraph open(GraphStore store) {
        List<Consumer<Published>> listeners = new CopyOnWriteArrayList<>();
        GraphWriter writer = new GraphWriter(
                store, SnapshotLoader.load(store), published -> listeners.forEach(l -> tell(l, published)));
        return new CatalogGraph(writer, listeners);
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
     * @param change pure and quick: no other change is written while it computes; what it throws reaches the caller
     * @throws UnavailableException if the store is away; nothing was changed, or {@code graph_commit_unknown} says that this
     *                              could not be told yet: as soon as the store answers, the snapshot shows what became of it
     */
    public Applied apply(Function<GraphSnapshot, GraphChange> change) {
        try {
            return writer.submit(change).join();
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
     * Does something while the store holds exactly what it is given, and nothing is written until it returns; reads go on, so
     * let it be short. What it throws reaches the caller.
     */
    public <T> T whileStill(Function<GraphSnapshot, T> work) {
        List<T> result = new ArrayList<>(1);
        apply(group -> {
            // asked again if another change of the group fails; and the group may show changes that are not committed
            // yet
            if (result.isEmpty()) {
                result.add(work.apply(snapshot()));
            }
            return GraphChange.NOTHING;
        });
        return result.getFirst();
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
