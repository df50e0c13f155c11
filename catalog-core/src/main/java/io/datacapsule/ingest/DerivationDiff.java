package io.datacapsule.ingest;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.Column;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the column lineage of the capsules once their columns are compared. A capsule whose lineage this run did not derive
 * keeps its edges; of the others go those that this source alone asserted. Columns that only SQL told go with their last edge.
 */
final class DerivationDiff {

    private static final List<Relation> RELATIONS = List.of(Relation.DERIVED_FROM, Relation.INFLUENCED_BY);

    private final GraphSnapshot graph;
    private final SourceGraph source;
    private final PendingChange pending;
    private final Map<String, AssertedCapsule> asserted = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final Set<Edge.Key> removed = new HashSet<>();
    private int created;
    private int updated;
    private int unchanged;
    private int unresolved;

    DerivationDiff(GraphSnapshot graph, SourceGraph source, PendingChange pending) {
        this.graph = graph;
        this.source = source;
        this.pending = pending;
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
        return removed.size();
    }

    int unresolved() {
        return unresolved;
    }

    /** Counts the edges that go with a capsule. */
    void countRemoved(int capsuleRow) {
        Adjacency contains = graph.out(Relation.HAS_COLUMN);
        for (int i = 0; i < contains.degree(capsuleRow); i++) {
            int column = contains.neighbour(capsuleRow, i);
            String urn = graph.urn(NodeKind.COLUMN, column);
            for (Relation relation : RELATIONS) {
                Adjacency out = graph.out(relation);
                for (int n = 0; n < out.degree(column); n++) {
                    release(new Edge.Key(relation, urn, graph.urn(NodeKind.COLUMN, out.neighbour(column, n))));
                }
                Adjacency in = graph.in(relation);
                for (int n = 0; n < in.degree(column); n++) {
                    release(new Edge.Key(relation, graph.urn(NodeKind.COLUMN, in.neighbour(column, n)), urn));
                }
            }
        }
    }

    private void release(Edge.Key key) {
        if (removed.add(key)) {
            uses.merge(key.from(), -1, Integer::sum);
            uses.merge(key.to(), -1, Integer::sum);
        }
    }

    /** Compares all; the columns and the capsules that go must be known by now. */
    void compare(ColumnDiff columns) {
        source.capsules().forEach(capsule -> asserted.put(capsule.capsule().urn(), capsule));
        pending.removed.forEach(ref -> gone.add(ref.urn()));
        for (AssertedCapsule capsule : source.capsules()) {
            compare(capsule);
        }
        removeUnused(columns);
    }

    private void compare(AssertedCapsule capsule) {
        int row = graph.find(NodeKind.CAPSULE, capsule.capsule().urn());
        AssertedLineage lineage = capsule.lineage();
        Map<Edge.Key, Edge> wanted = new LinkedHashMap<>();
        if (lineage != null && !lineage.known()) {
            unresolved += lineage.state().unresolved();
            lineage.edges().forEach(edge -> wanted.put(edge.key(), edge));
        } else if (row >= 0) {
            unresolved += graph.capsule(row).lineage().unresolved();
        }
        Adjacency contains = graph.out(Relation.HAS_COLUMN);
        for (int i = 0; row >= 0 && i < contains.degree(row); i++) {
            int column = contains.neighbour(row, i);
            RELATIONS.forEach(relation -> compare(relation, column, wanted, capsule.derived()));
        }
        wanted.values().stream()
                .filter(edge -> stands(edge.from()) && stands(edge.to()))
                .forEach(this::create);
    }

    private void compare(Relation relation, int column, Map<Edge.Key, Edge> wanted, boolean derived) {
        Adjacency out = graph.out(relation);
        int degree = out.degree(column);
        if (!derived || degree == 0) {
            unchanged += degree;
            return;
        }
        String from = graph.urn(NodeKind.COLUMN, column);
        for (int i = 0; i < degree; i++) {
            String to = graph.urn(NodeKind.COLUMN, out.neighbour(column, i));
            Edge.Key key = new Edge.Key(relation, from, to);
            compare(key, out.properties(column, i), wanted.remove(key));
        }
    }

    private void compare(Edge.Key key, EdgeProperties before, @Nullable Edge told) {
        EdgeProperties after = told == null
                ? new EdgeProperties(Assertions.without(before.assertedBy(), source.source()), before.attributes())
                : new EdgeProperties(
                        Assertions.with(before.assertedBy(), source.source()),
                        told.properties().attributes());
        if (after.equals(before)) {
            unchanged++;
        } else if (after.assertedBy().isEmpty()) {
            release(key);
            pending.edgesRemoved.add(key);
        } else {
            updated++;
            pending.edgesUpdated.add(new Edge(key.relation(), key.from(), key.to(), after));
        }
    }

    private void create(Edge edge) {
        created++;
        uses.merge(edge.from(), 1, Integer::sum);
        uses.merge(edge.to(), 1, Integer::sum);
        pending.edgesCreated.add(edge);
    }

    /** Whether there is such a column once the change is applied. */
    private boolean stands(String urn) {
        String capsule = Urn.capsuleOf(urn);
        String name = Urn.columnOf(urn);
        AssertedCapsule told = asserted.get(capsule);
        boolean named = told != null
                && told.columns().stream().anyMatch(column -> column.name().equals(name));
        return named || (graph.find(NodeKind.COLUMN, urn) >= 0 && !gone.contains(urn) && !gone.contains(capsule));
    }

    private void removeUnused(ColumnDiff columns) {
        Map<String, Column> candidates = new LinkedHashMap<>();
        columns.left().forEach(column -> candidates.put(column.urn(), column));
        for (Edge.Key key : removed) {
            int row = graph.find(NodeKind.COLUMN, key.to());
            if (row >= 0 && "sql".equals(graph.column(row).origin()) && !told(key.to())) {
                candidates.putIfAbsent(key.to(), graph.column(row));
            }
        }
        candidates.forEach((urn, column) -> {
            boolean ours =
                    Assertions.without(column.assertedBy(), source.source()).isEmpty();
            boolean stays = gone.contains(urn) || gone.contains(column.capsuleUrn());
            if (ours && !stays && degree(urn) + uses.getOrDefault(urn, 0) == 0) {
                columns.remove(column);
            }
        });
    }

    private boolean told(String urn) {
        AssertedCapsule capsule = asserted.get(Urn.capsuleOf(urn));
        String name = Urn.columnOf(urn);
        return capsule == null
                || capsule.columns().stream().anyMatch(c -> c.name().equals(name));
    }

    private int degree(String urn) {
        int row = graph.find(NodeKind.COLUMN, urn);
        int degree = 0;
        for (Relation relation : RELATIONS) {
            degree += graph.out(relation).degree(row) + graph.in(relation).degree(row);
        }
        return degree;
    }
}
