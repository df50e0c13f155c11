package io.datacapsule.graph;

import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.Column;
import io.datacapsule.model.Edge;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;

/**
 * Applies what fits of a change whose graph others may have changed meanwhile: what is to be made and is there already is
 * taken over, what refers to something that is not there is left out.
 */
final class FittingChange {

    private final SnapshotEditor editor;

    FittingChange(SnapshotEditor editor) {
        this.editor = editor;
    }

    void apply(GraphChange change) {
        change.edgesRemoved().stream().filter(this::isThere).forEach(editor::removeEdge);
        change.removed().stream().filter(this::isThere).forEach(editor::remove);
        change.created().forEach(this::create);
        change.updated().stream()
                .filter(node -> isThere(new Ref(node.kind(), node.urn())))
                .forEach(editor::update);
        change.edgesCreated().forEach(this::create);
        change.edgesUpdated().stream().filter(edge -> isThere(edge.key())).forEach(editor::updateEdge);
    }

    private void create(Node node) {
        if (isThere(new Ref(node.kind(), node.urn()))) {
            editor.update(node);
        } else if (!(node instanceof Column column) || isThere(new Ref(NodeKind.CAPSULE, column.capsuleUrn()))) {
            editor.create(node);
        }
    }

    private void create(Edge edge) {
        if (isThere(edge.key())) {
            editor.updateEdge(edge);
        } else if (endsAreThere(edge.key())) {
            editor.createEdge(edge);
        }
    }

    private boolean isThere(Ref ref) {
        return editor.row(ref.kind(), ref.urn()) >= 0;
    }

    private boolean isThere(Edge.Key edge) {
        return endsAreThere(edge) && editor.contains(edge);
    }

    private boolean endsAreThere(Edge.Key edge) {
        return isThere(new Ref(edge.relation().from(), edge.from()))
                && isThere(new Ref(edge.relation().to(), edge.to()));
    }
}
