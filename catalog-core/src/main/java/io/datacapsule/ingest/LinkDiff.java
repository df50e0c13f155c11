package io.datacapsule.ingest;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the edges of {@link SourceLinks} once it is known which capsules go. Of those in the graph only what this source
 * asserted is taken away, and only where this run knew of both ends. The counts are of data lineage, {@link Relation#FLOWS_TO}.
 */
final class LinkDiff {

    private static final List<Relation> RELATIONS = List.of(Relation.FLOWS_TO, Relation.HAS_TASK);

    private final GraphSnapshot graph;
    private final SourceGraph source;
    private final PendingChange pending;
    private final Set<String> asserted;
    private final Set<String> removed = new HashSet<>();
    private final Set<String> withdrawn;
    private int created;
    private int updated;
    private int unchanged;
    private int gone;

    /** {@code withdrawn} are the capsules that this source no longer asserts from now on, whether they go or others have them. */
    LinkDiff(
            GraphSnapshot graph,
            SourceGraph source,
            PendingChange pending,
            Set<String> asserted,
            Set<String> withdrawn) {
        this.graph = graph;
        this.source = source;
        this.pending = pending;
        this.asserted = asserted;
        this.withdrawn = withdrawn;
    }

    int created() {
        return created;
    }

    int updated() {
        return updated;
    }

    int unchanged() {
        return unchanged;
    }

    int removed() {
        return gone;
    }

    void compare(SourceLinks.Found found) {
        pending.removed.stream()
                .filter(ref -> ref.kind() == NodeKind.CAPSULE)
                .map(GraphChange.Ref::urn)
                .forEach(removed::add);
        Map<Edge.Key, Edge> wanted = new LinkedHashMap<>();
        found.edges().forEach(edge -> wanted.put(edge.key(), edge));
        for (Relation relation : RELATIONS) {
            Adjacency out = graph.out(relation);
            for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
                for (int i = 0; i < out.degree(row); i++) {
                    compare(relation, row, out.neighbour(row, i), out.properties(row, i), wanted, found);
                }
            }
        }
        wanted.values().stream()
                .filter(edge -> stands(edge.from()) && stands(edge.to()))
                .forEach(this::create);
    }

    private void compare(
            Relation relation,
            int from,
            int to,
            EdgeProperties properties,
            Map<Edge.Key, Edge> wanted,
            SourceLinks.Found found) {
        boolean ours = properties.assertedBy().contains(source.source());
        if (!ours && wanted.isEmpty()) {
            return;
        }
        Edge known = new Edge(relation, graph.urn(NodeKind.CAPSULE, from), graph.urn(NodeKind.CAPSULE, to), properties);
        Edge told = wanted.remove(known.key());
        if (removed.contains(known.from()) || removed.contains(known.to())) {
            return; // goes, and is counted, with its end
        }
        if (told != null) {
            change(known, with(properties, told, found));
        } else if (ours) {
            change(known, stays(known, found) ? properties : without(properties, found));
        }
    }

    private boolean stays(Edge edge, SourceLinks.Found found) {
        return !source.coverage().incomplete().isEmpty()
                || undescribed(edge.from())
                || undescribed(edge.to())
                || found.untold().test(edge);
    }

    /** Whether this source asserted the capsule before, and this run says nothing of it. */
    private boolean undescribed(String urn) {
        if (asserted.contains(urn) || withdrawn.contains(urn)) {
            return false;
        }
        Capsule capsule = graph.capsule(graph.find(NodeKind.CAPSULE, urn));
        return capsule.assertedBy().contains(source.source());
    }

    private EdgeProperties with(EdgeProperties known, Edge told, SourceLinks.Found found) {
        Map<String, String> attributes = new TreeMap<>(known.attributes());
        if (known.assertedBy().contains(source.source())) {
            attributes.keySet().removeAll(found.attributes());
        }
        attributes.putAll(told.properties().attributes());
        return new EdgeProperties(Assertions.with(known.assertedBy(), source.source()), attributes);
    }

    private EdgeProperties without(EdgeProperties known, SourceLinks.Found found) {
        Map<String, String> attributes = new TreeMap<>(known.attributes());
        attributes.keySet().removeAll(found.attributes());
        return new EdgeProperties(Assertions.without(known.assertedBy(), source.source()), attributes);
    }

    private void change(Edge known, EdgeProperties after) {
        boolean lineage = known.relation() == Relation.FLOWS_TO;
        if (after.equals(known.properties())) {
            unchanged += lineage ? 1 : 0;
        } else if (after.assertedBy().isEmpty()) {
            gone += lineage ? 1 : 0;
            pending.edgesRemoved.add(known.key());
        } else {
            updated += lineage ? 1 : 0;
            pending.edgesUpdated.add(new Edge(known.relation(), known.from(), known.to(), after));
        }
    }

    private void create(Edge edge) {
        created += edge.relation() == Relation.FLOWS_TO ? 1 : 0;
        EdgeProperties properties =
                new EdgeProperties(List.of(source.source()), edge.properties().attributes());
        pending.edgesCreated.add(new Edge(edge.relation(), edge.from(), edge.to(), properties));
    }

    /** Whether there is such a capsule once the change is applied. */
    private boolean stands(String urn) {
        return asserted.contains(urn) || (graph.find(NodeKind.CAPSULE, urn) >= 0 && !removed.contains(urn));
    }
}
