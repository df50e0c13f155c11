package io.datacapsule.graph;

import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Column;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.UnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A graph store of plain maps for tests. It is strict: a change that does not fit what it holds is refused as a whole. It can
 * play a database that is away.
 */
public final class InMemoryGraphStore implements GraphStore {

    private State state = new State();
    private boolean away;

    /** Everything that is held; copied before every commit, so that a failed one leaves no trace. */
    private static final class State {
        private long revision;
        private final Map<Ref, Node> nodes = new LinkedHashMap<>();
        private final Map<Edge.Key, EdgeProperties> edges = new LinkedHashMap<>();
        private final Map<String, CapsuleDetails> details = new HashMap<>();
        private final Set<UUID> jobs = new HashSet<>();

        State copy() {
            State copy = new State();
            copy.revision = revision;
            copy.nodes.putAll(nodes);
            copy.edges.putAll(edges);
            copy.details.putAll(details);
            copy.jobs.addAll(jobs);
            return copy;
        }
    }

    /** From now on every call fails as if the database were away, until this is called with {@code false}. */
    public synchronized void setAway(boolean away) {
        this.away = away;
    }

    @Override
    public synchronized Revision load(GraphLoader loader) {
        requirePresent();
        Map<Ref, Integer> rows = new HashMap<>();
        for (NodeKind kind : NodeKind.values()) {
            state.nodes.forEach((ref, node) -> {
                if (ref.kind() == kind) {
                    rows.put(ref, loader.node(node));
                }
            });
        }
        state.edges.forEach(
                (key, properties) -> loader.edge(key.relation(), rows.get(tail(key)), rows.get(head(key)), properties));
        return new Revision(state.revision);
    }

    /** Commits on whatever state there is. */
    public synchronized Revision commit(List<GraphChange> changes) {
        return commit(new Revision(state.revision), changes);
    }

    @Override
    public synchronized Revision commit(Revision base, List<GraphChange> changes) {
        requirePresent();
        if (state.revision != base.number()) {
            throw new GraphMovedException(base);
        }
        State next = state.copy();
        changes.forEach(change -> apply(change, next));
        next.revision++;
        state = next;
        return new Revision(state.revision);
    }

    private static void apply(GraphChange change, State state) {
        change.edgesRemoved().forEach(state.edges::remove);
        change.removed().forEach(ref -> remove(ref, state));
        for (Node node : change.created()) {
            require(
                    !(node instanceof Column column)
                            || state.nodes.containsKey(new Ref(NodeKind.CAPSULE, column.capsuleUrn())),
                    node);
            require(state.nodes.put(ref(node), node) == null, node);
        }
        change.updated().forEach(node -> require(state.nodes.replace(ref(node), node) != null, node));
        for (CapsuleDetails details : change.details()) {
            require(state.nodes.containsKey(new Ref(NodeKind.CAPSULE, details.urn())), details);
            state.details.merge(details.urn(), details, (before, after) -> after.over(before));
        }
        for (Edge edge : change.edgesCreated()) {
            require(state.nodes.containsKey(tail(edge.key())) && state.nodes.containsKey(head(edge.key())), edge);
            require(state.edges.put(edge.key(), edge.properties()) == null, edge);
        }
        change.edgesUpdated()
                .forEach(edge -> require(state.edges.replace(edge.key(), edge.properties()) != null, edge));
        change.job().ifPresent(state.jobs::add);
    }

    private static void remove(Ref ref, State state) {
        state.nodes.remove(ref);
        if (ref.kind() == NodeKind.CAPSULE) {
            state.details.remove(ref.urn());
            state.nodes
                    .values()
                    .removeIf(node ->
                            node instanceof Column column && column.capsuleUrn().equals(ref.urn()));
        }
        state.edges
                .keySet()
                .removeIf(key -> !state.nodes.containsKey(tail(key)) || !state.nodes.containsKey(head(key)));
    }

    private static void require(boolean fits, Object row) {
        if (!fits) {
            throw new InternalFailureException("graph_mismatch", "The change does not fit the graph: " + row);
        }
    }

    private static Ref ref(Node node) {
        return new Ref(node.kind(), node.urn());
    }

    private static Ref tail(Edge.Key key) {
        return new Ref(key.relation().from(), key.from());
    }

    private static Ref head(Edge.Key key) {
        return new Ref(key.relation().to(), key.to());
    }

    @Override
    public synchronized Set<UUID> committed(Collection<UUID> jobs) {
        requirePresent();
        Set<UUID> committed = new HashSet<>(jobs);
        committed.retainAll(state.jobs);
        return committed;
    }

    @Override
    public synchronized Map<String, CapsuleDetails> details(Collection<String> capsuleUrns) {
        requirePresent();
        Map<String, CapsuleDetails> found = new HashMap<>();
        for (String urn : capsuleUrns) {
            CapsuleDetails details = state.details.get(urn);
            if (details != null && !details.isEmpty()) {
                found.put(urn, details);
            }
        }
        return found;
    }

    @Override
    public synchronized Revision revision() {
        requirePresent();
        return new Revision(state.revision);
    }

    private void requirePresent() {
        if (away) {
            throw new UnavailableException("graph_unavailable", "The graph database does not answer.");
        }
    }

    @Override
    public void close() {}
}
