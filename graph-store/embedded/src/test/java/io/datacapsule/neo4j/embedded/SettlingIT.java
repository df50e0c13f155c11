package io.datacapsule.neo4j.embedded;

import static io.datacapsule.graph.Changes.capsule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.Revision;
import io.datacapsule.neo4j.Neo4jGraphStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.neo4j.graphdb.Label;

/** A store that is asked for the outcome of a commit while the database still works on it. */
class SettlingIT {

    private static final String BLOCKED =
            "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN count(*) AS blocked";

    @Test
    void afterABrokenCommitTheRevisionIsToldOnlyWhenNothingIsUnderWayAnyMore() throws InterruptedException {
        EmbeddedNeo4j engine = Engines.empty();
        try (GraphStore store = Neo4jGraphStore.open(engine.connection())) {
            GraphChange change = Changes.of().create(capsule("orders")).change();
            assertThat(store.commit(store.revision(), List.of(change))).isEqualTo(new Revision(1));
            assertThatThrownBy(() -> store.commit(store.revision(), List.of(change)))
                    .hasFieldOrPropertyWithValue("code", "graph_mismatch");

            CompletableFuture<Revision> told;
            try (var underWay = engine.databaseService().beginTx()) {
                underWay.findNode(Label.label("CatalogRevision"), "id", "catalog")
                        .setProperty("number", 2L);
                told = CompletableFuture.supplyAsync(store::revision);
                while (!told.isDone() && blocked(engine) == 0) {
                    Thread.sleep(10);
                }
                assertThat(told).isNotDone();
                underWay.commit();
            }
            assertThat(told.join()).isEqualTo(new Revision(2));
        }
    }

    private static long blocked(EmbeddedNeo4j engine) {
        return engine.databaseService()
                .executeTransactionally(
                        BLOCKED, Map.of(), rows -> ((Number) rows.next().get("blocked")).longValue());
    }
}
