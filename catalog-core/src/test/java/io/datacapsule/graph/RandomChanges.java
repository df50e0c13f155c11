package io.datacapsule.graph;

import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes changes up that fit a given graph: creations, updates and removals of some nodes and edges. */
public final class RandomChanges {

    private RandomChanges() {}

    /** A store of maps with these contents, at revision 1. */
    public static InMemoryGraphStore copy(GraphContents contents) {
        InMemoryGraphStore store = new InMemoryGraphStore();
        List<Node> nodes = new ArrayList<>(contents.nodes().values());
        nodes.sort(Comparator.comparing(Node::kind));
        List<Edge> edges = new ArrayList<>();
        contents.edges()
                .forEach((key, properties) -> edges.add(new Edge(key.relation(), key.from(), key.to(), properties)));
        store.commit(List.of(new GraphChange(
                Optional.empty(), nodes, List.of(), List.of(), List.of(), edges, List.of(), List.of())));
        return store;
    }

    /** A change that fits {@code contents}. */
    public static GraphChange next(GraphContents contents, Random random) {
        List<Ref> present = new ArrayList<>(contents.nodes().keySet());
        present.sort(Comparator.comparing(Ref::toString));
        Set<Ref> removed = new HashSet<>();
        for (Ref ref : present) {
            if (random.nextInt(10) == 0) {
                removed.add(ref);
            }
        }
        Changes change = Changes.of();
        for (Ref ref : removed) {
            // the columns of a capsule go with it
            if (ref.kind() != NodeKind.COLUMN
                    || !removed.contains(new Ref(NodeKind.CAPSULE, Urn.capsuleOf(ref.urn())))) {
                change.remove(ref.kind(), ref.urn());
            }
        }
        List<Ref> left = new ArrayList<>(present);
        left.removeIf(ref -> gone(ref, removed));
        List<Edge.Key> edges = new ArrayList<>(contents.edges().keySet());
        edges.sort(Comparator.comparing(Edge.Key::toString));
        for (Edge.Key key : edges) {
            boolean stays = !gone(new Ref(key.relation().from(), key.from()), removed)
                    && !gone(new Ref(key.relation().to(), key.to()), removed);
            switch (random.nextInt(6)) {
                case 0 -> change.remove(key);
                case 1 -> {
                    if (stays) {
                        change.update(new Edge(key.relation(), key.from(), key.to(), properties(random)));
                    }
                }
                default -> {}
            }
        }
        for (Ref ref : left) {
            if (random.nextInt(4) == 0) {
                change.update(varied(contents.nodes().get(ref), random));
            }
        }
        create(change, left, contents.edges().keySet(), random);
        return change.change();
    }

    private static void create(Changes change, List<Ref> left, Set<Edge.Key> edges, Random random) {
        Set<Ref> all = new HashSet<>(left);
        for (int i = 0; i < 10; i++) {
            String name = "n" + random.nextInt(12);
            List<Node> nodes = switch (random.nextInt(7)) {
                case 0 -> List.<Node>of(Changes.tag(name));
                case 1 -> List.<Node>of(Changes.domain(name));
                case 2 -> List.<Node>of(Changes.owner(name));
                case 3 -> List.<Node>of(Changes.product(name));
                case 4 -> List.<Node>of(Changes.capsule(name));
                default -> List.of(Changes.capsule(name), Changes.column(name, "c" + random.nextInt(3)));
            };
            for (Node node : nodes) {
                if (all.add(new Ref(node.kind(), node.urn()))) {
                    change.create(node);
                }
            }
        }
        List<Ref> ends = new ArrayList<>(all);
        ends.sort(Comparator.comparing(Ref::toString));
        Set<Edge.Key> taken = new HashSet<>(edges);
        for (int i = 0; i < 60 && !ends.isEmpty(); i++) {
            Ref from = ends.get(random.nextInt(ends.size()));
            Ref to = ends.get(random.nextInt(ends.size()));
            for (Relation relation : Relation.values()) {
                if (relation != Relation.HAS_COLUMN
                        && relation.from() == from.kind()
                        && relation.to() == to.kind()
                        && random.nextBoolean()
                        && taken.add(new Edge.Key(relation, from.urn(), to.urn()))) {
                    change.create(new Edge(relation, from.urn(), to.urn(), properties(random)));
                }
            }
        }
    }

    /** The same node with some properties changed, others erased or set. */
    private static Node varied(Node node, Random random) {
        @Nullable Object[] values = NodeSchema.of(node.kind()).values(node);
        List<Property> properties = NodeSchema.of(node.kind()).properties();
        for (int i = 0; i < values.length; i++) {
            boolean free = properties.get(i).name().equals("description")
                    || properties.get(i).name().equals("pii_type");
            if (free) {
                values[i] = random.nextBoolean() ? null : "v" + random.nextInt(5);
            }
            if (properties.get(i).name().equals("ordinal_position")) {
                values[i] = random.nextInt(3);
            }
        }
        return NodeSchema.of(node.kind()).node(values);
    }

    private static boolean gone(Ref ref, Set<Ref> removed) {
        return removed.contains(ref)
                || (ref.kind() == NodeKind.COLUMN
                        && removed.contains(new Ref(NodeKind.CAPSULE, Urn.capsuleOf(ref.urn()))));
    }

    private static EdgeProperties properties(Random random) {
        return new EdgeProperties(
                List.of("dbt:" + random.nextInt(3)),
                random.nextBoolean() ? Map.of() : Map.of("role", "r" + random.nextInt(3)));
    }
}
