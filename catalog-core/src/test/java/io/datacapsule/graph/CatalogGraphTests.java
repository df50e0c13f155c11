package io.datacapsule.graph;

import static io.datacapsule.graph.Changes.capsule;
import static io.datacapsule.graph.Changes.urn;
import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.BreakingStore.Break;
import io.datacapsule.graph.CatalogGraph.Applied;
import io.datacapsule.graph.CatalogGraph.Published;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.model.Urn;
import io.datacapsule.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The write path; the timeout only ends a run that would hang. */
@Timeout(120)
class CatalogGraphTests {

    private final BreakingStore store = new BreakingStore();
    private final List<Published> published = new CopyOnWriteArrayList<>();
    private final GraphWriter writer = writer(store, published::add);

    @AfterEach
    void close() {
        writer.close();
    }

    private static GraphWriter writer(GraphStore store, Consumer<Published> publish) {
        return new GraphWriter(store, new ShownGraph(store, publish), Duration.ofMillis(50));
    }

    private CompletableFuture<Applied> submit(Function<GraphSnapshot, GraphChange> change) {
        return writer.submit(new ChangeRequest(change, false, Telemetry.Place.NOWHERE));
    }

    private CompletableFuture<Applied> create(String name) {
        return submit(_ -> Changes.of().create(capsule(name)).change());
    }

    private static boolean shows(GraphSnapshot graph, String name) {
        return graph.find(NodeKind.CAPSULE, urn(name)) >= 0;
    }

    /** Holds the writer in a commit, so that what is submitted next waits and then goes together. */
    private CompletableFuture<Applied> hold(String name) throws InterruptedException {
        store.held = new CountDownLatch(1);
        CompletableFuture<Applied> first = create(name);
        store.committing.await();
        return first;
    }

    private static Throwable failure(CompletableFuture<Applied> answer) {
        try {
            answer.join();
            throw new AssertionError("succeeded");
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    @Test
    void findsANodeByIdThatTookTheRowOfOneThatWasNeverCommitted() throws Exception {
        hold("first");
        create("lost");
        CompletableFuture<Applied> reader = submit(graph -> {
            // what a caller does that looks for the node it wants to change
            assertThat(graph.find(NodeKind.CAPSULE, Urn.id(urn("lost")))).isNotNegative();
            store.contents.setAway(true);
            return GraphChange.NOTHING;
        });
        store.held.countDown();
        assertThat(failure(reader)).isInstanceOf(UnavailableException.class);
        store.contents.setAway(false);
        Applied applied = create("taken").join();
        assertThat(applied.snapshot().find(NodeKind.CAPSULE, Urn.id(urn("taken"))))
                .isEqualTo(applied.snapshot().find(NodeKind.CAPSULE, urn("taken")));
    }

    @Test
    void tellsHowManyChangesWait() throws Exception {
        hold("first");
        create("second");
        CompletableFuture<Applied> third = create("third");
        assertThat(writer.waiting()).isEqualTo(2);
        store.held.countDown();
        third.join();
        assertThat(writer.waiting()).isZero();
    }

    @Test
    void tellsAboutHowMuchMemoryASnapshotTakes() {
        long empty = GraphSnapshot.empty().bytes();
        long one = create("a").join().snapshot().bytes();
        String text = "x".repeat(100_000);
        long withText = submit(_ -> Changes.of().create(capsule("b", text)).change())
                .join()
                .snapshot()
                .bytes();

        assertThat(empty).isPositive();
        assertThat(one).isGreaterThan(empty);
        assertThat(withText - one).isBetween(100_000L, 110_000L);
    }

    @Test
    void aListenerThatFailsKeepsNobodyFromBeingAnswered() {
        try (CatalogGraph graph = CatalogGraph.open(store)) {
            graph.onPublish(_ -> {
                throw new IllegalStateException("this listener fails");
            });
            graph.onPublish(published::add);
            Applied applied = graph.apply(_ -> Changes.of().create(capsule("a")).change());
            assertThat(applied.snapshot().revision()).isEqualTo(new Revision(1));
            assertThat(published).hasSize(1);
            assertThat(store.commits).hasValue(1);
        }
    }

    @Test
    void answersEveryChangeThatIsSubmittedWhileItCloses() throws Exception {
        for (int round = 0; round < 15; round++) {
            GraphWriter closing = writer(store, published::add);
            List<CompletableFuture<Applied>> answers = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch begun = new CountDownLatch(8 * 20);
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                callers.add(Thread.ofPlatform().start(() -> submitUntilRefused(closing, begun, answers)));
            }
            begun.await();
            closing.close();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(answers).allMatch(CompletableFuture::isDone);
        }
    }

    private static void submitUntilRefused(
            GraphWriter writer, CountDownLatch begun, List<CompletableFuture<Applied>> answers) {
        List<CompletableFuture<Applied>> mine = new ArrayList<>();
        try {
            while (true) {
                mine.add(writer.submit(new ChangeRequest(_ -> GraphChange.NOTHING, false, Telemetry.Place.NOWHERE)));
                begun.countDown();
            }
        } catch (UnavailableException stopped) {
            answers.addAll(mine);
        }
    }

    @Test
    void asksOnceForAllThatWaitWhileTheOutcomeOfACommitIsUnknown() throws Exception {
        CompletableFuture<Applied> first = hold("first");
        List<CompletableFuture<Applied>> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiting.add(create("w" + i));
        }
        store.next = Break.AFTER_COMMIT;
        store.awayAfterBreak = true;
        store.held.countDown();
        waiting.forEach(answer -> assertThat(failure(answer)).isInstanceOf(UnavailableException.class));
        assertThat(store.questions.get()).isLessThan(50);
        assertThat(failure(first)).hasFieldOrPropertyWithValue("code", "graph_commit_unknown");

        store.contents.setAway(false);
        GraphSnapshot after = create("next").join().snapshot();
        assertThat(shows(after, "first")).isTrue();
        assertThat(shows(after, "w0")).isFalse();
        assertThat(after.revision()).isEqualTo(new Revision(2));
    }

    @Test
    void findsTheOutcomeAlsoWhenNobodyWrites() throws InterruptedException {
        store.next = Break.AFTER_COMMIT;
        store.awayAfterBreak = true;
        assertThat(failure(create("first"))).hasFieldOrPropertyWithValue("code", "graph_commit_unknown");
        assertThat(shows(writer.snapshot(), "first")).isFalse();
        store.contents.setAway(false);
        while (!shows(writer.snapshot(), "first")) {
            Thread.sleep(10);
        }
        assertThat(published)
                .singleElement()
                .satisfies(event -> assertThat(event.reloaded()).isTrue());
    }

    @Test
    void aCommitThatHappenedThoughItsConnectionBrokeSucceeds() throws Exception {
        CompletableFuture<Applied> first = hold("first");
        CompletableFuture<Applied> second = create("second");
        store.next = Break.AFTER_COMMIT;
        store.held.countDown();
        assertThat(shows(first.join().snapshot(), "first")).isTrue();
        assertThat(shows(second.join().snapshot(), "second")).isTrue();
        assertThat(store.commits).hasValue(2);
        assertThat(writer.snapshot().revision()).isEqualTo(new Revision(2));
    }

    @Test
    void aCommitThatDidNotHappenIsToldAndTheOthersGoOn() throws Exception {
        CompletableFuture<Applied> first = hold("first");
        CompletableFuture<Applied> second = create("second");
        store.next = Break.BEFORE_COMMIT;
        store.held.countDown();
        assertThat(failure(first))
                .hasFieldOrPropertyWithValue("code", "graph_unavailable")
                .hasMessageContaining("nothing was changed");
        GraphSnapshot after = second.join().snapshot();
        assertThat(shows(after, "second")).isTrue();
        assertThat(shows(after, "first")).isFalse();
        assertThat(after.revision()).isEqualTo(new Revision(1));
    }

    @Test
    void showsWhatSomebodyElseWroteToTheSameStore() {
        store.contents.commit(List.of(Changes.of().create(capsule("foreign")).change()));
        GraphSnapshot after = create("mine").join().snapshot();
        assertThat(shows(after, "mine")).isTrue();
        assertThat(shows(after, "foreign")).isTrue();
        assertThat(after.revision()).isEqualTo(new Revision(2));
    }

    @Test
    void oneChangeThatDoesNotFitKeepsNoOtherFromBeingWritten() throws Exception {
        CompletableFuture<Applied> first = hold("first");
        CompletableFuture<Applied> twice = create("first");
        CompletableFuture<Applied> dangling =
                submit(_ -> Changes.of().flow("first", "nowhere").change());
        CompletableFuture<Applied> good = create("good");
        store.held.countDown();
        first.join();
        assertThat(shows(good.join().snapshot(), "good")).isTrue();
        assertThat(failure(twice)).hasMessageContaining("exists already");
        assertThat(failure(dangling)).hasMessageContaining("does not exist");
        assertThat(store.commits).hasValue(2);
    }

    @Test
    void eachChangeOfAGroupSeesTheOnesBeforeIt() throws Exception {
        hold("a");
        create("b");
        List<Boolean> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<Applied> last = submit(graph -> {
            seen.add(shows(graph, "a") && shows(graph, "b"));
            return Changes.of().flow("a", "b").change();
        });
        store.held.countDown();
        assertThat(last.join().snapshot().revision()).isEqualTo(new Revision(2));
        assertThat(seen).containsExactly(true);
        assertThat(published).hasSize(2);
    }
}
