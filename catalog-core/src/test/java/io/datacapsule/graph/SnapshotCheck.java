package io.datacapsule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.Column;
import io.datacapsule.model.DataProduct;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Tag;
import io.datacapsule.model.Urn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Compares everything that a snapshot answers with plain maps. */
public final class SnapshotCheck {

    private final GraphSnapshot graph;
    private final GraphContents model;

    private SnapshotCheck(GraphSnapshot graph, GraphContents model) {
        this.graph = graph;
        this.model = model;
    }

    /** Fails unless the snapshot shows what {@code model} holds, and of {@code ever} nothing else. */
    public static void same(GraphSnapshot graph, GraphContents model, Collection<Node> ever) {
        SnapshotCheck check = new SnapshotCheck(graph, model);
        assertThat(graph.revision()).isEqualTo(model.revision());
        check.nodes();
        check.columns();
        for (Relation relation : Relation.values()) {
            if (relation != Relation.HAS_COLUMN) {
                check.edges(relation);
            }
        }
        check.absent(ever);
    }

    /** The identifier by which a node is found. */
    static UUID id(Node node) {
        return switch (node) {
            case Tag tag -> tag.id();
            case DataProduct product -> product.id();
            default -> Urn.id(node.urn());
        };
    }

    private void nodes() {
        Map<Ref, Node> shown = new HashMap<>();
        for (NodeKind kind : NodeKind.values()) {
            int count = 0;
            for (int row = 0; row < graph.rows(kind); row++) {
                if (graph.alive(kind, row)) {
                    count++;
                    Node node = graph.node(kind, row);
                    assertThat(shown.put(new Ref(kind, node.urn()), node)).isNull();
                    assertThat(graph.urn(kind, row)).isEqualTo(node.urn());
                    assertThat(graph.name(kind, row)).isEqualTo(node.name());
                    assertThat(graph.find(kind, node.urn())).isEqualTo(row);
                    assertThat(graph.find(kind, id(node))).isEqualTo(row);
                }
            }
            assertThat(graph.count(kind)).isEqualTo(count);
        }
        assertThat(shown).isEqualTo(model.nodes());
    }

    private void columns() {
        Map<String, Set<Column>> columns = new HashMap<>();
        for (Node node : model.nodes().values()) {
            if (node instanceof Column column) {
                columns.computeIfAbsent(column.capsuleUrn(), _ -> new HashSet<>())
                        .add(column);
            }
        }
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
            if (graph.alive(NodeKind.CAPSULE, row)) {
                Set<Column> expected = columns.getOrDefault(graph.urn(NodeKind.CAPSULE, row), Set.of());
                List<Column> shown = graph.columns(row);
                assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(shown.stream().map(column -> column.ordinal() == 0 ? Integer.MAX_VALUE : column.ordinal()))
                        .isSorted();
                assertThat(graph.personalColumns(row)).isEqualTo((int) expected.stream()
                        .filter(column -> column.piiType() != null)
                        .count());
                assertThat(graph.describedColumns(row)).isEqualTo((int) expected.stream()
                        .filter(column -> column.description() != null)
                        .count());
                assertThat(graph.out(Relation.HAS_COLUMN).degree(row)).isEqualTo(expected.size());
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(graph.capsuleOf(graph.out(Relation.HAS_COLUMN).neighbour(row, i)))
                            .isEqualTo(row);
                }
            }
        }
    }

    private void edges(Relation relation) {
        Map<Edge.Key, EdgeProperties> expected = new HashMap<>(model.edges());
        expected.keySet().removeIf(key -> key.relation() != relation);
        assertThat(edges(relation, graph.out(relation), relation.from(), relation.to(), true))
                .isEqualTo(expected);
        assertThat(edges(relation, graph.in(relation), relation.to(), relation.from(), false))
                .isEqualTo(expected);
    }

    private Map<Edge.Key, EdgeProperties> edges(
            Relation relation, Adjacency adjacency, NodeKind here, NodeKind there, boolean forward) {
        Map<Edge.Key, EdgeProperties> edges = new HashMap<>();
        for (int row = 0; row < graph.rows(here); row++) {
            assertThat(graph.alive(here, row) || adjacency.degree(row) == 0).isTrue();
            for (int i = 0; i < adjacency.degree(row); i++) {
                String near = graph.urn(here, row);
                String far = graph.urn(there, adjacency.neighbour(row, i));
                Edge.Key key = new Edge.Key(relation, forward ? near : far, forward ? far : near);
                assertThat(edges.put(key, adjacency.properties(row, i))).isNull();
            }
        }
        return edges;
    }

    private void absent(Collection<Node> ever) {
        for (Node node : new ArrayList<>(ever)) {
            if (!model.nodes().containsKey(new Ref(node.kind(), node.urn()))) {
                assertThat(graph.find(node.kind(), node.urn())).isNegative();
                assertThat(graph.find(node.kind(), id(node))).isNegative();
            }
        }
    }
}
