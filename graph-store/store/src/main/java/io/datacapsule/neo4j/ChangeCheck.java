package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Column;
import io.datacapsule.model.Edge;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * Makes sure that a change fits the graph in the database before it is sealed, since from then on there is no way back: what
 * it creates is not there, what it refers to is.
 */
final class ChangeCheck {

    private static final int URNS_AT_ONCE = 10_000;

    private final Neo4jClient client;
    private final Map<NodeKind, Set<String>> created = new EnumMap<>(NodeKind.class);
    private final Map<NodeKind, Set<String>> needed = new EnumMap<>(NodeKind.class);

    ChangeCheck(Neo4jClient client) {
        this.client = client;
        for (NodeKind kind : NodeKind.values()) {
            created.put(kind, new HashSet<>());
            needed.put(kind, new HashSet<>());
        }
    }

    /** Throws unless the change fits. The columns of a capsule that is created are taken to be new with it. */
    void require(GraphChange change) {
        boolean columnsMatter = change.edgesCreated().stream()
                .map(Edge::relation)
                .anyMatch(relation -> relation.from() == NodeKind.COLUMN || relation.to() == NodeKind.COLUMN);
        for (Node node : change.created()) {
            boolean goesWithoutSaying = node instanceof Column column
                    && of(created, NodeKind.CAPSULE).contains(column.capsuleUrn());
            if (columnsMatter || !goesWithoutSaying) {
                of(created, node.kind()).add(node.urn());
            }
            if (node instanceof Column column) {
                need(NodeKind.CAPSULE, column.capsuleUrn());
            }
        }
        change.updated().forEach(node -> need(node.kind(), node.urn()));
        change.details().stream().map(CapsuleDetails::urn).forEach(urn -> need(NodeKind.CAPSULE, urn));
        for (Edge edge : change.edgesCreated()) {
            need(edge.relation().from(), edge.from());
            need(edge.relation().to(), edge.to());
        }
        needed.forEach((kind, urns) -> expect(kind, urns, urns.size()));
        of(created, NodeKind.COLUMN)
                .removeIf(urn -> of(created, NodeKind.CAPSULE).contains(capsule(urn)));
        for (Ref ref : change.removed()) {
            of(created, ref.kind()).remove(ref.urn());
        }
        created.forEach((kind, urns) -> expect(kind, urns, 0));
    }

    private void need(NodeKind kind, String urn) {
        if (!of(created, kind).contains(urn)) {
            of(needed, kind).add(urn);
        }
    }

    private static Set<String> of(Map<NodeKind, Set<String>> sets, NodeKind kind) {
        return sets.computeIfAbsent(kind, _ -> new HashSet<>());
    }

    private static String capsule(String column) {
        return column.substring(0, column.lastIndexOf('.'));
    }

    private void expect(NodeKind kind, Set<String> urns, int present) {
        List<String> all = new ArrayList<>(urns);
        long found = 0;
        for (int from = 0; from < all.size(); from += URNS_AT_ONCE) {
            found += count(kind, all.subList(from, Math.min(all.size(), from + URNS_AT_ONCE)));
        }
        if (found != present) {
            throw new InternalFailureException(
                    Neo4jFailures.MISMATCH,
                    "The change does not fit the graph in the database: of " + urns.size() + " nodes of kind "
                            + kind.label() + " that " + (present == 0 ? "it creates " : "it refers to ") + found
                            + " are there.");
        }
    }

    private long count(NodeKind kind, List<String> urns) {
        return client.query(
                        "UNWIND $urns AS urn MATCH (n:%s {urn: urn}) RETURN count(n) AS found".formatted(kind.label()))
                .bind(List.copyOf(urns))
                .to("urns")
                .fetchAs(Long.class)
                .one()
                .orElseThrow();
    }
}
