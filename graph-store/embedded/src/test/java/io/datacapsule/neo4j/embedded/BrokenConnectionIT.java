package io.datacapsule.neo4j.embedded;

import static io.datacapsule.graph.Changes.capsule;
import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphContents;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.SnapshotCheck;
import io.datacapsule.model.Edge;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.neo4j.Neo4jConnection;
import io.datacapsule.neo4j.Neo4jGraphStore;
import io.datacapsule.neo4j.embedded.BreakingProxy.Break;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A Neo4j elsewhere whose connection breaks in the middle of a commit. Edges are written, since the database itself would take
 * them twice. The timeout only ends a run that would hang.
 */
@Timeout(300)
class BrokenConnectionIT {

    private BreakingProxy proxy;
    private GraphStore store;
    private CatalogGraph graph;
    private int edges;

    @BeforeEach
    void connect() throws IOException {
        EmbeddedNeo4j engine = Engines.empty();
        proxy = new BreakingProxy(engine.boltUri());
    }

    private void open(int transactionRows) {
        EmbeddedNeo4j engine = Engines.present();
        store = Neo4jGraphStore.open(new Neo4jConnection(proxy.uri(), engine.username(), engine.password())
                .withTransactionRows(transactionRows));
        graph = CatalogGraph.open(store);
        Changes base = Changes.of();
        IntStream.range(0, 40).forEach(i -> base.create(capsule("c" + i)));
        graph.apply(_ -> base.change());
    }

    @AfterEach
    void disconnect() {
        graph.close();
        store.close();
        proxy.close();
    }

    /** A change of that many new edges. */
    private GraphChange flows(int count) {
        Changes change = Changes.of();
        for (int i = 0; i < count; i++, edges++) {
            change.flow("c" + edges / 40, "c" + edges % 40);
        }
        return change.change();
    }

    /** Applies a change and answers its error code, empty if it was written. */
    private String outcome(GraphChange change) {
        try {
            graph.apply(_ -> change);
            return "";
        } catch (UnavailableException e) {
            return e.code();
        }
    }

    private static boolean shows(GraphSnapshot graph, GraphChange change) {
        Edge edge = change.edgesCreated().getFirst();
        int from = graph.find(NodeKind.CAPSULE, edge.from());
        int to = graph.find(NodeKind.CAPSULE, edge.to());
        var out = graph.out(Relation.FLOWS_TO);
        return IntStream.range(0, out.degree(from)).anyMatch(i -> out.neighbour(from, i) == to);
    }

    /** What each caller was told is so, in memory and in the database. */
    private void expectToldTruly(Map<GraphChange, String> outcomes) {
        GraphSnapshot snapshot = graph.snapshot();
        outcomes.forEach((change, code) -> {
            if (code.isEmpty()) {
                assertThat(shows(snapshot, change)).isTrue();
            } else if (!code.equals("graph_commit_unknown")) {
                assertThat(shows(snapshot, change)).as(code).isFalse();
            }
        });
        try (GraphStore direct = Neo4jGraphStore.open(Engines.present().connection())) {
            SnapshotCheck.same(snapshot, GraphContents.of(direct), List.of());
        }
    }

    static Stream<Break> breaks() {
        return Stream.of(new Break.BeforeCommit(), new Break.AfterCommit(), new Break.BeforeAnswer());
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void settlesACommitWhoseConnectionBreaksAndGoesOn(Break when) throws InterruptedException {
        open(1_000);
        Map<GraphChange, String> outcomes = Collections.synchronizedMap(new LinkedHashMap<>());
        List<GraphChange> changes =
                IntStream.range(0, 30).mapToObj(_ -> flows(1)).toList();
        proxy.breakAt(when);
        List<Thread> callers = changes.stream()
                .map(change -> Thread.ofVirtual().start(() -> outcomes.put(change, outcome(change))))
                .toList();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(proxy.broke()).isTrue();
        assertThat(outcomes).hasSize(changes.size());
        switch (when) {
            case Break.BeforeCommit _ -> assertThat(outcomes).containsValue("graph_unavailable");
            case Break.BeforeAnswer _ -> assertThat(outcomes.values()).containsOnly("");
            case Break.AfterCommit _, Break.AfterBytes _ ->
                assertThat(outcomes.values()).isSubsetOf("", "graph_unavailable", "graph_commit_unknown");
        }
        GraphChange next = flows(1);
        outcomes.put(next, outcomeWhenConnected(next));
        expectToldTruly(outcomes);
    }

    @Test
    void tellsTheTruthWhereverTheConnectionBreaks() {
        open(1_000);
        Map<GraphChange, String> outcomes = new LinkedHashMap<>();
        for (int bytes = 10; bytes < 1_800; bytes += 110) {
            GraphChange change = flows(10);
            proxy.breakAt(new Break.AfterBytes(bytes));
            outcomes.put(change, outcome(change));
            GraphChange next = flows(1);
            outcomes.put(next, outcomeWhenConnected(next));
        }
        expectToldTruly(outcomes);
        assertThat(outcomes.values()).contains("", "graph_unavailable");
    }

    @Test
    void tellsTheTruthAboutAChangeThatIsWrittenInParts() {
        open(20);
        Map<GraphChange, String> outcomes = new LinkedHashMap<>();
        for (int bytes = 500; bytes < 30_000; bytes += 2_500) {
            GraphChange change = flows(100);
            proxy.breakAt(new Break.AfterBytes(bytes));
            outcomes.put(change, outcome(change));
            GraphChange next = flows(1);
            outcomes.put(next, outcomeWhenConnected(next));
        }
        expectToldTruly(outcomes);
    }

    /** Connections that broke may still be in the pool: what they are tried with is not written. */
    private String outcomeWhenConnected(GraphChange change) {
        proxy.mend();
        String code = outcome(change);
        while (code.equals("graph_unavailable")) {
            code = outcome(change);
        }
        return code;
    }
}
