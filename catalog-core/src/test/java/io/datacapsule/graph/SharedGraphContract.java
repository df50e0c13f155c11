package io.datacapsule.graph;

import static io.datacapsule.graph.Changes.capsule;
import static io.datacapsule.graph.Changes.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.CatalogGraph.Cause;
import io.datacapsule.graph.CatalogGraph.Published;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a store promises that several servers share, seen through the graphs over it. Each store runs it through an empty
 * subclass. The timeout only ends a run that would hang.
 */
@Timeout(120)
public abstract class SharedGraphContract {

    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofDays(1);

    private final List<Published> seenByOther = new CopyOnWriteArrayList<>();
    private GraphStore oneStore;
    private GraphStore otherStore;
    private CatalogGraph one;
    private CatalogGraph other;

    /** A store without anything in it. */
    protected abstract GraphStore emptyStore();

    /** Another store over the same database. */
    protected abstract GraphStore another(GraphStore first);

    /** Loses the log of changes. */
    protected abstract void forgetLog(GraphStore store);

    @BeforeEach
    void open() {
        oneStore = emptyStore();
        otherStore = another(oneStore);
        one = CatalogGraph.open(oneStore, OFTEN, Telemetry.NONE);
        other = CatalogGraph.open(otherStore, OFTEN, Telemetry.NONE);
        other.onPublish(seenByOther::add);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        oneStore.close();
        otherStore.close();
    }

    private static void create(CatalogGraph graph, String name) {
        graph.apply(_ -> Changes.of().create(capsule(name)).change());
    }

    private static boolean shows(GraphSnapshot graph, String name) {
        return graph.find(NodeKind.CAPSULE, urn(name)) >= 0;
    }

    private static void awaitRevision(CatalogGraph graph, Revision revision) {
        while (graph.snapshot().revision().compareTo(revision) < 0) {
            pause(5);
        }
    }

    private static Revision present(CatalogGraph graph) {
        return graph.snapshot().revision();
    }

    @Test
    void eachShowsWhatTheOtherWrote() {
        create(one, "a");
        awaitRevision(other, present(one));
        assertThat(shows(other.snapshot(), "a")).isTrue();
        other.apply(_ -> Changes.of().create(capsule("b")).flow("a", "b").change());
        awaitRevision(one, present(other));
        assertThat(shows(one.snapshot(), "b")).isTrue();
        assertThat(present(one)).isEqualTo(new Revision(2));
        assertThat(seenByOther).extracting(Published::cause).containsExactly(Cause.FOLLOWED, Cause.COMMITTED);
        assertThat(seenByOther.getFirst().changes()).hasSize(1);
    }

    @Test
    void aLargeChangeIsFollowedWithAllItsParts() {
        one.apply(_ -> GraphStoreContract.large(new UUID(9, 9)));
        awaitRevision(other, present(one));
        SnapshotCheck.same(other.snapshot(), GraphContents.of(oneStore), List.of());
        assertThat(otherStore.details(List.of(urn("c7")))).isEqualTo(oneStore.details(List.of(urn("c7"))));
        create(other, "next");
        awaitRevision(one, present(other));
        SnapshotCheck.same(one.snapshot(), GraphContents.of(otherStore), List.of());
    }

    @Test
    void aWriterThatWasOutrunComputesItsChangeAnew() {
        try (CatalogGraph late = CatalogGraph.open(otherStore, NEVER, Telemetry.NONE)) {
            other.close();
            create(one, "a");
            List<Boolean> seen = new ArrayList<>();
            late.apply(graph -> {
                seen.add(shows(graph, "a"));
                return Changes.of().create(capsule("b")).change();
            });
            assertThat(seen).containsExactly(false, true);
            assertThat(present(late)).isEqualTo(new Revision(2));
            SnapshotCheck.same(late.snapshot(), GraphContents.of(oneStore), List.of());
        }
    }

    @Test
    void whoMissedMoreThanTheLogHoldsLoadsAgain() {
        try (CatalogGraph late = CatalogGraph.open(otherStore, NEVER, Telemetry.NONE)) {
            other.close();
            List<Published> published = new CopyOnWriteArrayList<>();
            late.onPublish(published::add);
            create(one, "a");
            create(one, "b");
            forgetLog(oneStore);
            create(one, "c");
            late.follow();
            awaitRevision(late, present(one));
            SnapshotCheck.same(late.snapshot(), GraphContents.of(oneStore), List.of());
            assertThat(published).extracting(Published::cause).containsExactly(Cause.RELOADED);
        }
    }

    @Test
    void nobodyWritesWhileOneOfThemNeedsItStill() throws InterruptedException {
        create(one, "a");
        List<Thread> writers = new ArrayList<>();
        Revision[] around = one.whileStill(graph -> {
            Revision before = oneStore.revision();
            writers.add(Thread.ofVirtual().start(() -> create(other, "b")));
            writers.add(Thread.ofVirtual().start(() -> other.apply(_ -> GraphStoreContract.large(new UUID(9, 9)))));
            pause(200);
            return new Revision[] {graph.revision(), before, oneStore.revision()};
        });
        assertThat(around).containsOnly(new Revision(1));
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(shows(other.snapshot(), "b")).isTrue();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aJobThatWasTakenForDeadIsNotCommittedAnyMore() {
        UUID committed = new UUID(3, 1);
        UUID dead = new UUID(3, 2);
        one.apply(_ -> Changes.of().create(capsule("a")).job(committed).change());
        ChangeLog log = otherStore.changeLog().orElseThrow();
        assertThat(log.revoke(List.of(committed, dead))).containsExactly(committed);
        for (GraphChange late :
                List.of(Changes.of().create(capsule("b")).job(dead).change(), GraphStoreContract.large(dead))) {
            assertThatThrownBy(() -> one.apply(_ -> late))
                    .isInstanceOf(ConflictException.class)
                    .hasFieldOrPropertyWithValue("code", "job_given_up");
        }
        assertThat(oneStore.committed(List.of(committed, dead))).containsExactly(committed);
        assertThat(oneStore.revision()).isEqualTo(new Revision(1));
        create(one, "next");
        assertThat(log.revoke(List.of(dead))).isEmpty();
    }

    @Test
    void twoWritersInAnyOrderLeaveBothWithWhatTheStoreHolds() throws InterruptedException {
        List<Node> ever = new CopyOnWriteArrayList<>();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(number -> Thread.ofPlatform()
                        .uncaughtExceptionHandler((_, e) -> failures.add(e))
                        .start(() -> writeAtRandom(number % 2 == 0 ? one : other, new Random(number), ever)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        Revision last = oneStore.revision();
        awaitRevision(one, last);
        awaitRevision(other, last);
        GraphContents contents = GraphContents.of(oneStore);
        assertThat(contents.revision()).isEqualTo(last);
        SnapshotCheck.same(one.snapshot(), contents, ever);
        SnapshotCheck.same(other.snapshot(), contents, ever);
        assertThat(seenByOther)
                .extracting(Published::cause)
                .contains(Cause.FOLLOWED, Cause.COMMITTED)
                .doesNotContain(Cause.RELOADED);
    }

    private static void writeAtRandom(CatalogGraph graph, Random random, List<Node> ever) {
        for (int i = 0; i < 6; i++) {
            Optional<UUID> job = Optional.of(new UUID(random.nextLong(), random.nextLong()));
            graph.apply(snapshot -> {
                GraphChange next = RandomChanges.next(GraphContents.of(snapshot), random);
                ever.addAll(next.created());
                return new GraphChange(
                        job,
                        next.created(),
                        next.updated(),
                        next.removed(),
                        next.details(),
                        next.edgesCreated(),
                        next.edgesUpdated(),
                        next.edgesRemoved());
            });
        }
    }

    @Test
    void noIncrementIsLost() throws InterruptedException {
        one.apply(_ -> Changes.of().create(capsule("counter", null)).change());
        awaitRevision(other, present(one));
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(number -> Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 5; i++) {
                        (number % 2 == 0 ? one : other).apply(SharedGraphContract::increment);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        awaitRevision(one, oneStore.revision());
        assertThat(count(one.snapshot())).isEqualTo(20);
        assertThat(count(SnapshotLoader.load(otherStore))).isEqualTo(20);
    }

    private static int count(GraphSnapshot graph) {
        String description =
                graph.capsule(graph.find(NodeKind.CAPSULE, urn("counter"))).description();
        return description == null ? 0 : Integer.parseInt(description);
    }

    private static GraphChange increment(GraphSnapshot graph) {
        return Changes.of()
                .update(capsule("counter", Integer.toString(count(graph) + 1)))
                .change();
    }
}
