package io.datacapsule.graph;

import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Edge;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A set of changes that is committed as a whole or not at all. It was computed against a snapshot and holds for that one:
 * what is created does not exist there, what is updated or removed does. The order of application is: remove edges, remove
 * nodes (with all their remaining edges; a capsule with its columns), create nodes, update nodes, write details, create
 * edges, update edges.
 *
 * <p>The containment of a column in its capsule follows from {@link io.datacapsule.model.Column#capsuleUrn} and is never listed.
 *
 * @param job          the ingestion job that this change completes, if any; the store remembers that it was committed
 * @param created      nodes that are new; a capsule stands before its columns
 * @param updated      nodes whose properties change, with all their properties
 * @param removed      nodes that go
 * @param details      large properties to write; those of a capsule that is created or updated
 * @param edgesCreated edges that are new
 * @param edgesUpdated edges whose properties change
 * @param edgesRemoved edges that go
 */
public record GraphChange(
        Optional<UUID> job,
        List<Node> created,
        List<Node> updated,
        List<Ref> removed,
        List<CapsuleDetails> details,
        List<Edge> edgesCreated,
        List<Edge> edgesUpdated,
        List<Edge.Key> edgesRemoved) {

    /** A change without effect. */
    public static final GraphChange NOTHING = new GraphChange(
            Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** Names a node: URNs are unique within a kind. */
    public record Ref(NodeKind kind, String urn) {}

    /** Copies what could be changed from outside. */
    public GraphChange {
        created = List.copyOf(created);
        updated = List.copyOf(updated);
        removed = List.copyOf(removed);
        details = List.copyOf(details);
        edgesCreated = List.copyOf(edgesCreated);
        edgesUpdated = List.copyOf(edgesUpdated);
        edgesRemoved = List.copyOf(edgesRemoved);
    }

    /** Whether applying it changes nothing in the graph. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** How many nodes, details and edges it touches. */
    public int size() {
        return created.size()
                + updated.size()
                + removed.size()
                + details.size()
                + edgesCreated.size()
                + edgesUpdated.size()
                + edgesRemoved.size();
    }
}
