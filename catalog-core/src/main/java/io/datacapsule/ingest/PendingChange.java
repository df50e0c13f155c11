package io.datacapsule.ingest;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Edge;
import io.datacapsule.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Collects what a comparison finds. */
final class PendingChange {

    final List<Node> created = new ArrayList<>();
    final List<Node> updated = new ArrayList<>();
    final List<GraphChange.Ref> removed = new ArrayList<>();
    final List<CapsuleDetails> details = new ArrayList<>();
    final List<Edge> edgesCreated = new ArrayList<>();
    final List<Edge> edgesUpdated = new ArrayList<>();
    final List<Edge.Key> edgesRemoved = new ArrayList<>();

    GraphChange toChange(Optional<UUID> job) {
        return new GraphChange(job, created, updated, removed, details, edgesCreated, edgesUpdated, edgesRemoved);
    }
}
