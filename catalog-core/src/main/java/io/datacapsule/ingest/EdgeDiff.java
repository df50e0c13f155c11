package io.datacapsule.ingest;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.Column;
import io.datacapsule.model.Domain;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Owner;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Tag;
import io.datacapsule.model.Urn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the edges of a capsule: what flows into it, its domain, owner and tags, and the tags of its columns. Tags, domains
 * and owners that are named for the first time are created; those that only this source named and nothing uses any more go.
 * What flows is left to {@link LinkDiff} where the source has {@link SourceLinks}. The counts are of data lineage, {@link Relation#FLOWS_TO}.
 */
final class EdgeDiff {

    private static final List<NodeKind> VOCABULARY = List.of(NodeKind.TAG, NodeKind.DOMAIN, NodeKind.OWNER);

    private final GraphSnapshot graph;
    private final String source;
    private final Map<String, String> ownerEmails;
    private final PendingChange pending;
    private final EdgeProperties ours;
    private final boolean flows;
    private final Set<String> named = new HashSet<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final Set<Edge.Key> gone = new HashSet<>();
    private Set<String> asserted = Set.of();
    private int created;
    private int updated;
    private int unchanged;

    EdgeDiff(GraphSnapshot graph, SourceGraph source, PendingChange pending) {
        this.graph = graph;
        this.source = source.source();
        this.ownerEmails = source.ownerEmails();
        this.pending = pending;
        this.ours = EdgeProperties.assertedBy(source.source());
        this.flows = source.links() == null;
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
        return gone.size();
    }

    /** Says which capsules the source asserts, so that edges from one that is still to be created are known to hold. */
    void expect(Set<String> urns) {
        asserted = urns;
    }

    void countRemoved(int capsuleRow) {
        String urn = graph.urn(NodeKind.CAPSULE, capsuleRow);
        Adjacency in = graph.in(Relation.FLOWS_TO);
        for (int i = 0; i < in.degree(capsuleRow); i++) {
            gone.add(new Edge.Key(Relation.FLOWS_TO, graph.urn(NodeKind.CAPSULE, in.neighbour(capsuleRow, i)), urn));
        }
        Adjacency out = graph.out(Relation.FLOWS_TO);
        for (int i = 0; i < out.degree(capsuleRow); i++) {
            gone.add(new Edge.Key(Relation.FLOWS_TO, urn, graph.urn(NodeKind.CAPSULE, out.neighbour(capsuleRow, i))));
        }
        for (Relation relation : List.of(Relation.CAPSULE_TAGGED, Relation.IN_DOMAIN, Relation.OWNED_BY)) {
            release(relation, capsuleRow);
        }
        Adjacency contains = graph.out(Relation.HAS_COLUMN);
        for (int i = 0; i < contains.degree(capsuleRow); i++) {
            release(Relation.COLUMN_TAGGED, contains.neighbour(capsuleRow, i));
        }
    }

    private void release(Relation relation, int row) {
        Adjacency edges = graph.out(relation);
        for (int i = 0; i < edges.degree(row); i++) {
            uses.merge(graph.urn(relation.to(), edges.neighbour(row, i)), -1, Integer::sum);
        }
    }

    void create(AssertedCapsule capsule) {
        wanted(capsule).forEach((key, edge) -> add(edge));
    }

    void update(int row, AssertedCapsule capsule) {
        Map<Edge.Key, Edge> wanted = wanted(capsule);
        String urn = capsule.capsule().urn();
        Adjacency upstream = graph.in(Relation.FLOWS_TO);
        for (int i = 0; flows && i < upstream.degree(row); i++) {
            String from = graph.urn(NodeKind.CAPSULE, upstream.neighbour(row, i));
            compare(wanted, new Edge(Relation.FLOWS_TO, from, urn, upstream.properties(row, i)), capsule.capsule());
        }
        for (Relation relation : List.of(Relation.IN_DOMAIN, Relation.OWNED_BY, Relation.CAPSULE_TAGGED)) {
            compareOut(wanted, relation, row, urn, capsule.capsule());
        }
        Adjacency contains = graph.out(Relation.HAS_COLUMN);
        for (int i = 0; i < contains.degree(row); i++) {
            int column = contains.neighbour(row, i);
            if (graph.out(Relation.COLUMN_TAGGED).degree(column) > 0) {
                String columnUrn = graph.urn(NodeKind.COLUMN, column);
                compareOut(wanted, Relation.COLUMN_TAGGED, column, columnUrn, capsule.capsule());
            }
        }
        wanted.values().forEach(this::add);
    }

    private void compareOut(Map<Edge.Key, Edge> wanted, Relation relation, int row, String urn, Capsule capsule) {
        Adjacency edges = graph.out(relation);
        for (int i = 0; i < edges.degree(row); i++) {
            String to = graph.urn(relation.to(), edges.neighbour(row, i));
            compare(wanted, new Edge(relation, urn, to, edges.properties(row, i)), capsule);
        }
    }

    private void compare(Map<Edge.Key, Edge> wanted, Edge known, Capsule capsule) {
        boolean stays = wanted.remove(known.key()) != null;
        List<String> before = known.properties().assertedBy();
        String system = capsule.sourceSystem() + ":";
        List<String> after = stays
                ? Assertions.with(before, source)
                : capsule.external()
                        ? Assertions.without(before, source)
                        // the owner of a capsule speaks for what other projects of its system said of it
                        : Assertions.without(before, s -> s.equals(source) || s.startsWith(system));
        boolean lineage = known.relation() == Relation.FLOWS_TO;
        if (after.equals(before)) {
            unchanged += lineage ? 1 : 0;
        } else if (after.isEmpty()) {
            if (lineage) {
                gone.add(known.key());
            }
            uses.merge(known.to(), -1, Integer::sum);
            pending.edgesRemoved.add(known.key());
        } else {
            updated += lineage ? 1 : 0;
            pending.edgesUpdated.add(new Edge(
                    known.relation(),
                    known.from(),
                    known.to(),
                    new EdgeProperties(after, known.properties().attributes())));
        }
    }

    private Map<Edge.Key, Edge> wanted(AssertedCapsule told) {
        Map<Edge.Key, Edge> wanted = new LinkedHashMap<>();
        Capsule capsule = told.capsule();
        for (String upstream : told.upstream()) {
            if (asserted.contains(upstream) || graph.find(NodeKind.CAPSULE, upstream) >= 0) {
                want(wanted, Relation.FLOWS_TO, upstream, capsule.urn());
            }
        }
        String domain = capsule.domain();
        if (domain != null) {
            String urn = Urn.catalog("domain", domain);
            name(urn, NodeKind.DOMAIN, new Domain(urn, domain, null, null, ours.assertedBy()));
            want(wanted, Relation.IN_DOMAIN, capsule.urn(), urn);
        }
        String owner = capsule.owner();
        if (owner != null) {
            String urn = Urn.catalog("owner", owner);
            name(urn, NodeKind.OWNER, new Owner(urn, owner, ownerEmails.get(owner), ours.assertedBy()));
            want(wanted, Relation.OWNED_BY, capsule.urn(), urn);
        }
        told.tags().forEach(tag -> want(wanted, Relation.CAPSULE_TAGGED, capsule.urn(), tag(tag)));
        for (Column column : told.columns()) {
            for (String tag : told.columnTags().getOrDefault(column.name(), List.of())) {
                want(wanted, Relation.COLUMN_TAGGED, column.urn(), tag(tag));
            }
        }
        return wanted;
    }

    private void want(Map<Edge.Key, Edge> wanted, Relation relation, String from, String to) {
        Edge edge = new Edge(relation, from, to, ours);
        wanted.put(edge.key(), edge);
    }

    private String tag(String name) {
        String urn = Urn.catalog("tag", name);
        name(urn, NodeKind.TAG, new Tag(urn, Urn.id(urn), name, null, null, null, ours.assertedBy()));
        return urn;
    }

    private void name(String urn, NodeKind kind, Node node) {
        if (!named.add(urn)) {
            return;
        }
        int row = graph.find(kind, urn);
        if (row < 0) {
            pending.created.add(node);
        } else if (node instanceof Owner owner && graph.node(kind, row) instanceof Owner known) {
            reach(known, owner.email());
        }
    }

    /** Takes a new address of an owner, unless another source may have told the one that is known. */
    private void reach(Owner known, @Nullable String email) {
        boolean oursAlone = known.assertedBy().equals(ours.assertedBy());
        if (email != null && !email.equals(known.email()) && (known.email() == null || oursAlone)) {
            pending.updated.add(new Owner(known.urn(), known.name(), email, known.assertedBy()));
        }
    }

    private void add(Edge edge) {
        created += edge.relation() == Relation.FLOWS_TO ? 1 : 0;
        uses.merge(edge.to(), 1, Integer::sum);
        pending.edgesCreated.add(edge);
    }

    void removeUnusedVocabulary() {
        List<GraphChange.Ref> unused = new ArrayList<>();
        uses.forEach((urn, change) -> {
            if (change < 0) {
                VOCABULARY.forEach(kind -> {
                    int row = graph.find(kind, urn);
                    if (row >= 0
                            && graph.node(kind, row).assertedBy().equals(ours.assertedBy())
                            && degree(kind, row) + change == 0) {
                        unused.add(new GraphChange.Ref(kind, urn));
                    }
                });
            }
        });
        unused.sort((a, b) -> a.urn().compareTo(b.urn()));
        pending.removed.addAll(unused);
    }

    private int degree(NodeKind kind, int row) {
        int degree = 0;
        for (Relation relation : Relation.values()) {
            if (relation.to() == kind) {
                degree += graph.in(relation).degree(row);
            }
        }
        return degree;
    }
}
