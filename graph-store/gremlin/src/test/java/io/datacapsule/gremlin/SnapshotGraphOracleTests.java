package io.datacapsule.gremlin;

import static io.datacapsule.graph.Changes.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphContents;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.InMemoryGraphStore;
import io.datacapsule.graph.RandomChanges;
import io.datacapsule.graph.Revision;
import io.datacapsule.graph.SnapshotLoader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversal;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.GraphTraversalSource;
import org.apache.tinkerpop.gremlin.process.traversal.dsl.graph.__;
import org.apache.tinkerpop.gremlin.structure.Graph;
import org.apache.tinkerpop.gremlin.structure.T;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On random graphs, the view of the snapshot answers what TinkerGraph answers on a copy. */
class SnapshotGraphOracleTests {

    private static final List<Function<GraphTraversalSource, GraphTraversal<?, ?>>> QUESTIONS = List.of(
            g -> g.V().id(),
            g -> g.V().label(),
            g -> g.E().label(),
            g -> g.E().outV().id(),
            g -> g.E().inV().id(),
            g -> g.V().bothE().count(),
            g -> g.V().inE("CONTAINS").outV().id(),
            g -> g.V().hasLabel("Capsule").out("FLOWS_TO").id(),
            g -> g.V().hasLabel("Capsule").in("FLOWS_TO").id(),
            g -> g.V().hasLabel("Tag").in("TAGGED_WITH").id(),
            g -> g.V().both().id(),
            g -> g.V().values("name"),
            g -> g.V().has("description").values("description"),
            g -> g.E().has("role").values("role"),
            g -> g.V().groupCount().by(__.out().count()));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void answersWhatTinkerGraphAnswers(long seed) {
        GraphSnapshot snapshot = random(seed);
        GraphTraversalSource view = new SnapshotGraph(snapshot).traversal();
        GraphTraversalSource copy = copy(new SnapshotGraph(snapshot)).traversal();
        for (var question : QUESTIONS) {
            assertThat(bag(question.apply(view))).isEqualTo(bag(question.apply(copy)));
        }
        for (Object id : copy.V().hasLabel("Capsule").id().toSet()) {
            assertThat(downstream(view, id)).isEqualTo(downstream(copy, id));
            assertThat(upstream(view, id)).isEqualTo(upstream(copy, id));
        }
    }

    @Test
    void refusesEveryChange() {
        Graph graph = new SnapshotGraph(random(1));
        Vertex vertex = graph.vertices().next();
        assertThatThrownBy(graph::addVertex).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(vertex::remove).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> vertex.property("a", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> vertex.addEdge("x", vertex)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> graph.edges().next().remove()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(graph::tx).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void findsVerticesByUrn() {
        GraphSnapshot snapshot = GraphSnapshot.empty()
                .apply(Changes.of().create(Changes.capsule("a")).change(), new Revision(1));
        GraphTraversalSource g = new SnapshotGraph(snapshot).traversal();
        assertThat(g.V(urn("a")).values("name").toList()).containsExactly("a");
        assertThat(g.V("urn:dcs:nothing").hasNext()).isFalse();
    }

    private static Set<Object> downstream(GraphTraversalSource g, Object id) {
        return g.V(id).repeat(__.out("FLOWS_TO").dedup()).times(4).emit().id().toSet();
    }

    private static Set<Object> upstream(GraphTraversalSource g, Object id) {
        return g.V(id).repeat(__.in("FLOWS_TO").dedup()).times(4).emit().id().toSet();
    }

    private static Map<Object, Long> bag(GraphTraversal<?, ?> traversal) {
        Map<Object, Long> bag = new HashMap<>();
        traversal.forEachRemaining(value -> bag.merge(value, 1L, Long::sum));
        return bag;
    }

    private static GraphSnapshot random(long seed) {
        Random random = new Random(seed);
        InMemoryGraphStore store = new InMemoryGraphStore();
        for (int i = 0; i < 6; i++) {
            GraphChange change = RandomChanges.next(GraphContents.of(store), random);
            store.commit(List.of(change));
        }
        return SnapshotLoader.load(store);
    }

    /** A TinkerGraph with the same vertices and edges, made from the view's plainest methods. */
    private static Graph copy(Graph graph) {
        Graph copy = TinkerGraph.open();
        graph.vertices().forEachRemaining(vertex -> {
            Vertex added = copy.addVertex(T.id, vertex.id(), T.label, vertex.label());
            vertex.properties().forEachRemaining(property -> added.property(property.key(), property.value()));
        });
        graph.edges().forEachRemaining(edge -> {
            Vertex out = copy.vertices(edge.outVertex().id()).next();
            Vertex in = copy.vertices(edge.inVertex().id()).next();
            var added = out.addEdge(edge.label(), in, T.id, edge.id());
            edge.properties().forEachRemaining(property -> added.property(property.key(), property.value()));
        });
        return copy;
    }
}
