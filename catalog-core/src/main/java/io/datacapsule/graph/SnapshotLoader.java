package io.datacapsule.graph;

import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Node;
import io.datacapsule.model.Relation;

/** Builds a snapshot from a graph that a store streams. */
public final class SnapshotLoader implements GraphLoader {

    private final SnapshotEditor editor = SnapshotEditor.fresh();

    @Override
    public int node(Node node) {
        return editor.create(node);
    }

    @Override
    public void edge(Relation relation, int fromRow, int toRow, EdgeProperties properties) {
        editor.createEdge(relation, fromRow, toRow, properties);
    }

    @Override
    public void change(GraphChange change) {
        new FittingChange(editor).apply(change);
    }

    /** The graph as loaded, at the revision that the store answered. */
    public GraphSnapshot finish(Revision revision) {
        return editor.freeze(revision);
    }

    /** Loads the whole graph of a store. */
    public static GraphSnapshot load(GraphStore store) {
        SnapshotLoader loader = new SnapshotLoader();
        return loader.finish(store.load(loader));
    }
}
