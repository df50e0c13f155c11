package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Column;
import io.datacapsule.model.Edge;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds changes that follow one another into a single one with the same effect, so that many small changes cost one statement
 * per kind of change.
 */
final class ChangeFold {

    /** What happens to a thing in the end: whether what the store has goes, and what is created or updated instead. */
    private record Outcome<T>(
            boolean removed, boolean created, @Nullable T value) {}

    private final Map<Ref, Outcome<Node>> nodes = new LinkedHashMap<>();
    private final Map<Edge.Key, Outcome<Edge>> edges = new LinkedHashMap<>();
    private final Map<String, CapsuleDetails> details = new LinkedHashMap<>();

    private ChangeFold() {}

    /** One change with the effect of all of them in their order; it completes no job. */
    static GraphChange fold(List<GraphChange> changes) {
        if (changes.size() == 1) {
            return changes.getFirst();
        }
        ChangeFold fold = new ChangeFold();
        changes.forEach(fold::add);
        return fold.result();
    }

    private void add(GraphChange change) {
        change.edgesRemoved().forEach(key -> remove(edges, key));
        removeNodes(change.removed());
        change.created().forEach(node -> create(nodes, new Ref(node.kind(), node.urn()), node));
        change.updated().forEach(node -> update(nodes, new Ref(node.kind(), node.urn()), node));
        change.details().forEach(detail -> details.merge(detail.urn(), detail, (before, after) -> after.over(before)));
        change.edgesCreated().forEach(edge -> create(edges, edge.key(), edge));
        change.edgesUpdated().forEach(edge -> update(edges, edge.key(), edge));
    }

    private void removeNodes(List<Ref> removed) {
        if (removed.isEmpty()) {
            return;
        }
        Set<Ref> gone = new HashSet<>(removed);
        nodes.values()
                .removeIf(outcome -> outcome.value() instanceof Column column
                        && gone.contains(new Ref(NodeKind.CAPSULE, column.capsuleUrn())));
        edges.replaceAll((key, outcome) -> outcome.value() != null && touches(key, gone)
                ? new Outcome<>(outcome.removed(), false, null)
                : outcome);
        for (Ref ref : removed) {
            remove(nodes, ref);
            if (ref.kind() == NodeKind.CAPSULE) {
                details.remove(ref.urn());
            }
        }
    }

    private static boolean touches(Edge.Key edge, Set<Ref> gone) {
        return isGone(edge.relation().from(), edge.from(), gone)
                || isGone(edge.relation().to(), edge.to(), gone);
    }

    private static boolean isGone(NodeKind kind, String urn, Set<Ref> gone) {
        return gone.contains(new Ref(kind, urn))
                || (kind == NodeKind.COLUMN
                        && gone.contains(new Ref(NodeKind.CAPSULE, urn.substring(0, urn.lastIndexOf('.')))));
    }

    private static <K, T> void create(Map<K, Outcome<T>> outcomes, K key, T value) {
        Outcome<T> before = outcomes.remove(key);
        outcomes.put(key, new Outcome<>(before != null && before.removed(), true, value));
    }

    private static <K, T> void update(Map<K, Outcome<T>> outcomes, K key, T value) {
        Outcome<T> before = outcomes.get(key);
        outcomes.put(
                key,
                before == null
                        ? new Outcome<>(false, false, value)
                        : new Outcome<>(before.removed(), before.created(), value));
    }

    private static <K, T> void remove(Map<K, Outcome<T>> outcomes, K key) {
        Outcome<T> before = outcomes.get(key);
        boolean stored = before == null || before.removed() || !before.created();
        outcomes.put(key, new Outcome<>(stored, false, null));
    }

    private GraphChange result() {
        List<Node> created = new ArrayList<>();
        List<Node> updated = new ArrayList<>();
        List<Ref> removed = new ArrayList<>();
        split(nodes, created, updated, removed);
        List<Edge> edgesCreated = new ArrayList<>();
        List<Edge> edgesUpdated = new ArrayList<>();
        List<Edge.Key> edgesRemoved = new ArrayList<>();
        split(edges, edgesCreated, edgesUpdated, edgesRemoved);
        return new GraphChange(
                Optional.empty(),
                created,
                updated,
                removed,
                List.copyOf(details.values()),
                edgesCreated,
                edgesUpdated,
                edgesRemoved);
    }

    private static <K, T> void split(Map<K, Outcome<T>> outcomes, List<T> created, List<T> updated, List<K> removed) {
        outcomes.forEach((key, outcome) -> {
            if (outcome.removed()) {
                removed.add(key);
            }
            T value = outcome.value();
            if (value != null) {
                (outcome.created() ? created : updated).add(value);
            }
        });
    }
}
