package io.datacapsule.neo4j.embedded;

import static io.datacapsule.graph.Changes.capsule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphContents;
import io.datacapsule.graph.GraphQueryLimits;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.InMemoryGraphStore;
import io.datacapsule.graph.Revision;
import io.datacapsule.graph.SnapshotLoader;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.neo4j.DirectAccess;
import io.datacapsule.neo4j.Neo4jGraphStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left when a process dies while it writes a change that is too large for one transaction. */
class InterruptedChangeIT {

    private static final int PART_ROWS = 20;
    /** What is left of {@link #large()} when one of its six parts is written. */
    private static final long ROWS_LEFT = 98;

    private static final UUID JOB = new UUID(4, 4);

    private EmbeddedNeo4j engine;
    private GraphContents before;
    private GraphContents after;

    @BeforeEach
    void writeSomething() {
        engine = Engines.empty();
        InMemoryGraphStore expected = new InMemoryGraphStore();
        try (GraphStore store = open(Optional.empty())) {
            store.commit(store.revision(), List.of(first()));
        }
        expected.commit(List.of(first()));
        before = GraphContents.of(expected);
        expected.commit(List.of(large()));
        after = GraphContents.of(expected);
    }

    private static GraphChange first() {
        return Changes.of()
                .create(capsule("kept"), capsule("goes"))
                .flow("kept", "goes")
                .details("kept", null, null, "{}")
                .change();
    }

    /** Six parts of twenty rows. */
    private static GraphChange large() {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            nodes.add(capsule("c" + i));
            nodes.add(Changes.column("c" + i, "id"));
            edges.add(new Edge(
                    Relation.FLOWS_TO,
                    Changes.urn("kept"),
                    Changes.urn("c" + i),
                    EdgeProperties.assertedBy("dbt:shop")));
        }
        return new GraphChange(
                Optional.of(JOB),
                nodes,
                List.of(capsule("kept", "changed")),
                List.of(new GraphChange.Ref(NodeKind.CAPSULE, Changes.urn("goes"))),
                List.of(sql("c1"), sql("kept")),
                edges,
                List.of(),
                List.of());
    }

    private static CapsuleDetails sql(String capsule) {
        return new CapsuleDetails(Changes.urn(capsule), "select 1", null, null);
    }

    private Neo4jGraphStore open(Optional<DirectAccess> direct) {
        return Neo4jGraphStore.open(
                engine.connection().withTransactionRows(PART_ROWS).withTakeOver(Duration.ofMillis(50)), direct);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void theNextProcessFinishesWhatWasSealed(int partsWritten) throws InterruptedException {
        interrupt(partsWritten);
        try (Neo4jGraphStore store =
                open(partsWritten % 2 == 0 ? Optional.empty() : Optional.of(engine.directAccess()))) {
            assertThat(GraphContents.of(store)).isEqualTo(after);
            assertThat(store.committed(List.of(JOB))).containsExactly(JOB);
            awaitWritten(store);
            assertThat(GraphContents.of(store)).isEqualTo(after);
        }
        assertThat(bookkeeping()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5})
    void theNextProcessKnowsWhatWasSealedBeforeItIsWritten(int partsWritten) throws InterruptedException {
        interrupt(partsWritten);
        FailingAccess failing = new FailingAccess(engine.directAccess(), 0);
        try (Neo4jGraphStore store = open(Optional.of(failing))) {
            GraphSnapshot loaded = SnapshotLoader.load(store);
            assertThat(GraphContents.of(store)).isEqualTo(after);
            assertThat(store.details(List.of(Changes.urn("c1"), Changes.urn("kept"), Changes.urn("goes"))))
                    .containsOnly(
                            Map.entry(Changes.urn("c1"), sql("c1")),
                            Map.entry(
                                    Changes.urn("kept"),
                                    new CapsuleDetails(Changes.urn("kept"), "select 1", null, "{}")));
            assertThat(bookkeeping()).isPositive();
            failing.left.set(Integer.MAX_VALUE);
            store.commit(
                    store.revision(),
                    List.of(Changes.of().create(capsule("next")).change()));
            awaitWritten(store);
            assertThat(bookkeeping()).isZero();
            assertThat(loaded.count(NodeKind.CAPSULE)).isEqualTo(31);
        }
    }

    @Test
    void theRevisionTellsThatItHappened() throws InterruptedException {
        interrupt(2);
        try (GraphStore store = open(Optional.empty())) {
            assertThat(store.revision()).isEqualTo(new Revision(2));
        }
    }

    @Test
    void theSameStoreFinishesItWhenTheDatabaseIsBack() throws InterruptedException {
        FailingAccess failing = new FailingAccess(engine.directAccess(), 2);
        try (Neo4jGraphStore store = open(Optional.of(failing))) {
            assertThat(store.commit(store.revision(), List.of(large()))).isEqualTo(new Revision(2));
            failing.died.await();
            assertThat(store.revision()).isEqualTo(new Revision(2));
            failing.left.set(Integer.MAX_VALUE);
            awaitWritten(store);
            assertThat(bookkeeping()).isZero();
            assertThat(GraphContents.of(store)).isEqualTo(after);
        }
    }

    @Test
    void itIsWrittenAlsoAfterAnErrorOfTheMachine() throws InterruptedException {
        FailingAccess failing = new FailingAccess(engine.directAccess(), 2);
        failing.failure = new OutOfMemoryError("told by a test");
        try (Neo4jGraphStore store = open(Optional.of(failing))) {
            store.commit(store.revision(), List.of(large()));
            failing.died.await();
            failing.left.set(Integer.MAX_VALUE);
            awaitWritten(store);
            assertThat(bookkeeping()).isZero();
        }
    }

    @Test
    void whatIsCommittedIsToldWhileItIsStillWritten() throws InterruptedException {
        FailingAccess failing = new FailingAccess(engine.directAccess(), 1);
        GraphQueryLimits limits = new GraphQueryLimits(10, Duration.ofMillis(200), 1_000);
        String count = "MATCH (n:Capsule) RETURN count(n)";
        try (Neo4jGraphStore store = open(Optional.of(failing))) {
            store.commit(store.revision(), List.of(large()));
            failing.died.await();
            assertThat(store.unwrittenRows()).isEqualTo(ROWS_LEFT);
            assertThat(store.committed(List.of(JOB))).containsExactly(JOB);
            assertThat(store.details(List.of(Changes.urn("c1"), Changes.urn("kept"), Changes.urn("c2"))))
                    .containsOnly(
                            Map.entry(Changes.urn("c1"), sql("c1")),
                            Map.entry(
                                    Changes.urn("kept"),
                                    new CapsuleDetails(Changes.urn("kept"), "select 1", null, "{}")));
            assertThatThrownBy(() -> store.queries(Duration.ofMillis(200)).ask(count, Map.of(), limits))
                    .isInstanceOf(UnavailableException.class)
                    .hasFieldOrPropertyWithValue("code", "graph_catching_up");

            failing.left.set(Integer.MAX_VALUE);
            assertThat(store.commit(
                            store.revision(),
                            List.of(Changes.of().create(capsule("next")).change())))
                    .isEqualTo(new Revision(3));
            assertThat(store.queries(Duration.ofMinutes(1))
                            .ask(count, Map.of(), limits)
                            .rows())
                    .containsExactly(List.of(32L));
            assertThat(store.unwrittenRows()).isZero();
            assertThat(store.details(List.of(Changes.urn("c1")))).containsOnlyKeys(Changes.urn("c1"));
        }
    }

    @Test
    void smallChangesDoNotWaitUntilALargeOneIsWritten() throws InterruptedException {
        FailingAccess failing = new FailingAccess(engine.directAccess(), 1);
        List<GraphChange> small = List.of(
                Changes.of()
                        .create(capsule("next"))
                        .flow("c1", "next")
                        .details("next", "select 2", null, null)
                        .change(),
                Changes.of()
                        .update(capsule("c1", "told again"))
                        .details("c1", "select 3", null, null)
                        .change(),
                Changes.of().remove(NodeKind.CAPSULE, Changes.urn("c2")).change());
        InMemoryGraphStore expected = new InMemoryGraphStore();
        try (Neo4jGraphStore store = open(Optional.of(failing))) {
            SnapshotLoader.load(store);
            store.commit(store.revision(), List.of(large()));
            failing.died.await();
            for (GraphChange change : small) {
                store.commit(store.revision(), List.of(change));
            }
            assertThat(store.unwrittenRows()).isGreaterThan(ROWS_LEFT);
            assertThat(store.revision()).isEqualTo(new Revision(5));
            assertThat(store.details(List.of(Changes.urn("next"), Changes.urn("c1"), Changes.urn("c2"))))
                    .containsOnly(
                            Map.entry(
                                    Changes.urn("next"),
                                    new CapsuleDetails(Changes.urn("next"), "select 2", null, null)),
                            Map.entry(
                                    Changes.urn("c1"), new CapsuleDetails(Changes.urn("c1"), "select 3", null, null)));
        }
        expected.commit(List.of(first()));
        expected.commit(List.of(large()));
        small.forEach(change -> expected.commit(List.of(change)));
        try (Neo4jGraphStore next = open(Optional.of(engine.directAccess()))) {
            assertThat(GraphContents.of(next)).isEqualTo(GraphContents.of(expected));
            awaitWritten(next);
            assertThat(GraphContents.of(next)).isEqualTo(GraphContents.of(expected));
            assertThat(next.unwrittenRows()).isZero();
        }
        assertThat(bookkeeping()).isZero();
    }

    @Test
    void partsThatWereNeverSealedAreDropped() {
        engine.databaseService().executeTransactionally("""
                UNWIND range(0, 20) AS number
                CREATE (:PendingPart {id: 'x/' + number, change: 'x', number: number})""");
        try (GraphStore store = open(Optional.of(engine.directAccess()))) {
            assertThat(GraphContents.of(store)).isEqualTo(before);
            assertThat(store.committed(List.of(JOB))).isEmpty();
        }
        assertThat(bookkeeping()).isZero();
    }

    @Test
    void aSealedChangeIsWrittenAsFarAsItFitsWhenOthersChangedTheGraph() throws InterruptedException {
        interrupt(1);
        engine.databaseService()
                .executeTransactionally("""
                        MATCH (kept:Capsule {name: 'kept'})
                        CREATE (there:Capsule) SET there = kept {.*, urn: $urn, id: $id}
                        DETACH DELETE kept""", Map.of("urn", Changes.urn("c29"), "id", new UUID(7, 7).toString()));
        try (Neo4jGraphStore store = open(Optional.empty())) {
            GraphContents contents = GraphContents.of(store);
            assertThat(contents.revision()).isEqualTo(new Revision(2));
            assertThat(contents.nodes()).hasSize(60);
            awaitWritten(store);
            assertThat(GraphContents.of(store)).isEqualTo(contents);
        }
        assertThat(bookkeeping()).isZero();
    }

    private static void awaitWritten(Neo4jGraphStore store) {
        store.queries(Duration.ofMinutes(1))
                .ask("RETURN 1", Map.of(), new GraphQueryLimits(10, Duration.ofSeconds(10), 1_000));
        // who shares the database tidies up when it looks what others wrote
        store.changeLog().ifPresent(log -> log.since(store.revision()));
    }

    private void interrupt(int partsWritten) throws InterruptedException {
        FailingAccess failing = new FailingAccess(engine.directAccess(), partsWritten);
        try (GraphStore store = open(Optional.of(failing))) {
            store.commit(store.revision(), List.of(large()));
            failing.died.await();
        }
    }

    private long bookkeeping() {
        return engine.databaseService()
                .executeTransactionally(
                        "MATCH (n) WHERE n:PendingPart OR n:PendingChange RETURN count(n) AS left",
                        Map.of(),
                        result -> ((Number) result.next().get("left")).longValue());
    }

    /** Writes some parts of a large change and then fails until it may write more. */
    private static final class FailingAccess extends ForwardingAccess {
        private final AtomicInteger left;
        private final CountDownLatch died = new CountDownLatch(1);
        private volatile @Nullable Error failure;

        FailingAccess(DirectAccess real, int parts) {
            super(real);
            this.left = new AtomicInteger(parts);
        }

        @Override
        public Parts parts() {
            Parts parts = super.parts();
            return (part, pendingChange, done) -> {
                if (left.getAndDecrement() <= 0) {
                    died.countDown();
                    if (failure != null) {
                        throw failure;
                    }
                    throw new IllegalStateException("the process dies here");
                }
                parts.write(part, pendingChange, done);
            };
        }
    }
}
