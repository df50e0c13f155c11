package io.datacapsule.backup;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Edge;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The graph of archives, which fits together.
 *
 * @param chain    the archives
 * @param nodes    capsules before their columns
 * @param details  of capsules that are there
 * @param edges    between nodes that are there
 */
record BackupContents(BackupChain chain, List<Node> nodes, List<CapsuleDetails> details, List<Edge> edges) {

    /** Copies what could be changed from outside. */
    BackupContents {
        nodes = List.copyOf(nodes);
        details = List.copyOf(details);
        edges = List.copyOf(edges);
    }

    /** What the last archive says of itself. */
    BackupManifest manifest() {
        return chain.manifest();
    }

    /** What makes any graph this one, as a whole or not at all; the store remembers {@code restore} with it. */
    GraphChange replacing(GraphSnapshot graph, UUID restore) {
        List<GraphChange.Ref> removed = new ArrayList<>();
        for (NodeKind kind : NodeKind.values()) {
            // columns go with their capsules
            for (int row = 0; kind != NodeKind.COLUMN && row < graph.rows(kind); row++) {
                if (graph.alive(kind, row)) {
                    removed.add(new GraphChange.Ref(kind, graph.urn(kind, row)));
                }
            }
        }
        return new GraphChange(Optional.of(restore), nodes, List.of(), removed, details, edges, List.of(), List.of());
    }
}
