package io.datacapsule.search;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.model.Column;
import io.datacapsule.model.Edge;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.util.HashSet;
import java.util.Set;

/** Which capsules a change shows in the index. */
final class TouchedCapsules {

    private TouchedCapsules() {}

    static Set<String> of(Iterable<GraphChange> changes) {
        Set<String> urns = new HashSet<>();
        for (GraphChange change : changes) {
            change.created().forEach(node -> node(node, urns));
            change.updated().forEach(node -> node(node, urns));
            for (GraphChange.Ref removed : change.removed()) {
                if (removed.kind() == NodeKind.CAPSULE) {
                    urns.add(removed.urn());
                } else if (removed.kind() == NodeKind.COLUMN) {
                    urns.add(Urn.capsuleOf(removed.urn()));
                }
            }
            change.edgesCreated().forEach(edge -> tagged(edge.key(), urns));
            change.edgesRemoved().forEach(edge -> tagged(edge, urns));
        }
        return urns;
    }

    private static void node(Node node, Set<String> urns) {
        if (node.kind() == NodeKind.CAPSULE) {
            urns.add(node.urn());
        } else if (node instanceof Column column) {
            urns.add(column.capsuleUrn());
        }
    }

    private static void tagged(Edge.Key edge, Set<String> urns) {
        if (edge.relation() == Relation.CAPSULE_TAGGED) {
            urns.add(edge.from());
        }
    }
}
