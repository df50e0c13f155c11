package io.datacapsule.graph;

import io.datacapsule.graph.CatalogGraph.Cause;
import io.datacapsule.graph.CatalogGraph.Published;
import java.util.List;
import java.util.function.Consumer;

/** The state that is seen. Changed by the writer's thread; the snapshot may be read by any. */
final class ShownGraph {

    private final GraphStore store;
    private final Consumer<Published> publish;
    private volatile GraphSnapshot snapshot;

    /** Loads the graph of a store; each state after that is told. */
    ShownGraph(GraphStore store, Consumer<Published> publish) {
        this.store = store;
        this.publish = publish;
        this.snapshot = SnapshotLoader.load(store);
    }

    GraphSnapshot snapshot() {
        return snapshot;
    }

    /** Shows the next state, to which these changes led. */
    void show(GraphSnapshot next, List<GraphChange> changes, Cause cause) {
        GraphSnapshot before = snapshot;
        snapshot = next;
        publish.accept(new Published(before, next, changes, cause));
    }

    /** Loads the graph again and shows it. */
    void reload() {
        show(SnapshotLoader.load(store), List.of(), Cause.RELOADED);
    }
}
