package io.datacapsule.neo4j.embedded;

import static io.datacapsule.graph.Changes.capsule;
import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphContents;
import io.datacapsule.graph.GraphQueryLimits;
import io.datacapsule.graph.InMemoryGraphStore;
import io.datacapsule.graph.Revision;
import io.datacapsule.graph.SnapshotCheck;
import io.datacapsule.neo4j.Neo4jGraphStore;
import io.datacapsule.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Transaction;

/** A server that goes away in the midst of writing a large change, and another one on the same database. */
@Timeout(120)
class TakeOverIT {

    private static final GraphQueryLimits LIMITS = new GraphQueryLimits(10, Duration.ofSeconds(10), 1_000);

    private static Neo4jGraphStore open(EmbeddedNeo4j engine, Duration takeOver) {
        return Neo4jGraphStore.open(engine.connection().withTransactionRows(20).withTakeOver(takeOver));
    }

    private static GraphChange large() {
        Changes change = Changes.of().update(capsule("kept", "changed"));
        for (int i = 0; i < 40; i++) {
            change.create(capsule("c" + i), Changes.column("c" + i, "id"));
            change.details("c" + i, "select " + i, null, null);
            change.flow("kept", "c" + i);
        }
        return change.change();
    }

    @Test
    void theOtherShowsTheChangeAtOnceAndFinishesWritingIt() throws InterruptedException {
        EmbeddedNeo4j engine = Engines.empty();
        InMemoryGraphStore expected = new InMemoryGraphStore();
        GraphChange first = Changes.of().create(capsule("kept")).change();
        expected.commit(List.of(first));
        expected.commit(List.of(large()));
        try (Neo4jGraphStore other = open(engine, Duration.ofMillis(300))) {
            other.commit(other.revision(), List.of(first));
            try (CatalogGraph graph = CatalogGraph.open(other, Duration.ofMillis(20), Telemetry.NONE)) {
                leaveUnwritten(engine);
                while (!graph.snapshot().revision().equals(new Revision(2))) {
                    Thread.sleep(5);
                }
                SnapshotCheck.same(graph.snapshot(), GraphContents.of(expected), List.of());
                List<String> urns = List.of(Changes.urn("c39"));
                assertThat(other.details(urns)).isEqualTo(expected.details(urns));

                assertThat(other.queries(Duration.ofMinutes(1))
                                .ask("MATCH (n:Capsule) RETURN count(n)", Map.of(), LIMITS)
                                .rows())
                        .containsExactly(List.of(41L));
                assertThat(unwritten(engine)).isZero();
                assertThat(GraphContents.of(other)).isEqualTo(GraphContents.of(expected));
                graph.apply(_ -> Changes.of().create(capsule("next")).change());
                assertThat(other.revision()).isEqualTo(new Revision(3));
            }
        }
    }

    /** Commits a change through a store that closes while it writes it. */
    private static void leaveUnwritten(EmbeddedNeo4j engine) throws InterruptedException {
        Neo4jGraphStore one = open(engine, Duration.ofDays(1));
        Thread closing = Thread.ofPlatform().unstarted(one::close);
        try (Transaction holding = engine.databaseService().beginTx()) {
            holding.acquireWriteLock(holding.findNode(Label.label("Capsule"), "urn", Changes.urn("kept")));
            one.commit(one.revision(), List.of(large()));
            closing.start();
            while (closing.getState() != Thread.State.WAITING) {
                Thread.sleep(5);
            }
        }
        closing.join();
        assertThat(unwritten(engine)).isEqualTo(1);
    }

    private static long unwritten(EmbeddedNeo4j engine) {
        return engine.databaseService()
                .executeTransactionally(
                        "MATCH (n:PendingChange) RETURN count(n) AS left",
                        Map.of(),
                        result -> ((Number) result.next().get("left")).longValue());
    }
}
