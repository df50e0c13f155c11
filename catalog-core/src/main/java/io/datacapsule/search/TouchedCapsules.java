package io.datacapsule.search;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.CatalogGraph.Published;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
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

    private final Published published;
    private final Set<String> urns = new HashSet<>();

    private TouchedCapsules(Published published) {
        this.published = published;
    }

    /** URNs of the capsules whose documents differ between the two states. */
    static Set<String> of(Published published) {
        TouchedCapsules touched = new TouchedCapsules(published);
        published.changes().forEach(touched::add);
        return touched.urns;
    }

    private void add(GraphChange change) {
        change.created().forEach(this::node);
        change.updated().forEach(this::node);
        for (GraphChange.Ref removed : change.removed()) {
            switch (removed.kind()) {
                case CAPSULE -> urns.add(removed.urn());
                case COLUMN -> urns.add(Urn.capsuleOf(removed.urn()));
                case TAG -> carriers(published.before(), removed.urn());
                case DOMAIN, OWNER, DATA_PRODUCT -> {}
            }
        }
        change.edgesCreated().forEach(edge -> tagged(edge.key()));
        change.edgesRemoved().forEach(this::tagged);
    }

    private void node(Node node) {
        if (node.kind() == NodeKind.CAPSULE) {
            urns.add(node.urn());
        } else if (node instanceof Column column) {
            urns.add(column.capsuleUrn());
        } else if (node.kind() == NodeKind.TAG) {
            carriers(published.after(), node.urn());
        }
    }

    private void carriers(GraphSnapshot graph, String tag) {
        int row = graph.find(NodeKind.TAG, tag);
        if (row >= 0) {
            Adjacency tagged = graph.in(Relation.CAPSULE_TAGGED);
            for (int i = 0; i < tagged.degree(row); i++) {
                urns.add(graph.urn(NodeKind.CAPSULE, tagged.neighbour(row, i)));
            }
        }
    }

    private void tagged(Edge.Key edge) {
        if (edge.relation() == Relation.CAPSULE_TAGGED) {
            urns.add(edge.from());
        }
    }
}
