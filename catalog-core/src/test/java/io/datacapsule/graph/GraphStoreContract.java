package io.datacapsule.graph;

import static io.datacapsule.graph.Changes.capsule;
import static io.datacapsule.graph.Changes.column;
import static io.datacapsule.graph.Changes.columnUrn;
import static io.datacapsule.graph.Changes.domain;
import static io.datacapsule.graph.Changes.edge;
import static io.datacapsule.graph.Changes.owner;
import static io.datacapsule.graph.Changes.product;
import static io.datacapsule.graph.Changes.tag;
import static io.datacapsule.graph.Changes.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.Edge;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link GraphStore} promises. Each store runs it through an empty subclass. */
public abstract class GraphStoreContract {

    /** Strings that have broken stores before. */
    protected static final List<String> HOSTILE = List.of(
            "it's \"quoted\"",
            "two\nlines\tand\r\nmore",
            "emoji \uD83E\uDD84 and \u00e9",
            "`backticks` $param {map} [list] // comment",
            "nul \u0000 inside",
            "'; MATCH (n) DETACH DELETE n; //",
            "\\u0041 \\ back",
            " ");

    private GraphStore store;

    /** A store without anything in it. */
    protected abstract GraphStore emptyStore();

    /** Opens the present store anew, as after a crash; what was committed is there. */
    protected abstract GraphStore reopened(GraphStore present);

    @BeforeEach
    void open() {
        store = emptyStore();
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    private Revision commit(Changes... changes) {
        List<GraphChange> list = new ArrayList<>();
        for (Changes change : changes) {
            list.add(change.change());
        }
        return store.commit(store.revision(), list);
    }

    /** That {@link #store} holds what a strict store of maps would hold. */
    private void expectSame(Changes... commits) {
        InMemoryGraphStore expected = new InMemoryGraphStore();
        for (Changes change : commits) {
            expected.commit(List.of(change.change()));
        }
        assertThat(GraphContents.of(store).at(Revision.NONE))
                .isEqualTo(GraphContents.of(expected).at(Revision.NONE));
    }

    private static Changes shop() {
        return Changes.of()
                .create(capsule("raw"), capsule("stg"), capsule("mart"))
                .create(column("raw", "id"), column("raw", "mail"), column("stg", "id"), column("mart", "id"))
                .create(tag("pii"), domain("sales"), owner("ann"), product("orders"))
                .flow("raw", "stg")
                .flow("stg", "mart")
                .create(edge(
                        Relation.DERIVED_FROM,
                        columnUrn("stg", "id"),
                        columnUrn("raw", "id"),
                        Map.of("transformation", "hash", "confidence", "0.9")))
                .create(edge(Relation.CAPSULE_TAGGED, urn("raw"), tag("pii").urn(), Map.of("added_by", "ann")))
                .create(edge(
                        Relation.COLUMN_TAGGED,
                        columnUrn("raw", "mail"),
                        tag("pii").urn(),
                        Map.of()))
                .create(edge(Relation.IN_DOMAIN, urn("mart"), domain("sales").urn(), Map.of()))
                .create(edge(Relation.OWNED_BY, urn("mart"), owner("ann").urn(), Map.of()))
                .create(edge(Relation.PART_OF, urn("mart"), product("orders").urn(), Map.of("role", "output")))
                .create(edge(
                        Relation.PRODUCT_IN_DOMAIN,
                        product("orders").urn(),
                        domain("sales").urn(),
                        Map.of()))
                .create(edge(Relation.HAS_TASK, urn("raw"), urn("mart"), Map.of()))
                .details("mart", "select {{ x }}", "select 1", "{\"k\": \"v\"}");
    }

    @Test
    void isEmptyAtTheBeginning() {
        assertThat(GraphContents.of(store)).isEqualTo(new GraphContents(Revision.NONE, Map.of(), Map.of()));
        assertThat(store.revision()).isEqualTo(Revision.NONE);
    }

    @Test
    void givesBackEveryKindOfNodeAndEdge() {
        assertThat(commit(shop())).isEqualTo(new Revision(1));
        expectSame(shop());
        assertThat(store.revision()).isEqualTo(new Revision(1));
    }

    @Test
    void keepsWhatWasCommittedWhenOpenedAgain() {
        commit(shop());
        store = reopened(store);
        expectSame(shop());
        assertThat(store.revision()).isEqualTo(new Revision(1));
    }

    @Test
    void countsOneRevisionPerCommit() {
        commit(Changes.of().create(capsule("a")), Changes.of().create(capsule("b")));
        assertThat(commit(Changes.of().create(capsule("c")))).isEqualTo(new Revision(2));
    }

    @Test
    void refusesAChangeThatWasComputedOnAnotherState() {
        commit(shop());
        GraphChange change = Changes.of().create(capsule("late")).change();
        for (Revision other : List.of(Revision.NONE, new Revision(2))) {
            assertThatThrownBy(() -> store.commit(other, List.of(change))).isInstanceOf(GraphMovedException.class);
            assertThatThrownBy(() -> store.commit(other, List.of(large(new UUID(1, 1)))))
                    .isInstanceOf(GraphMovedException.class);
        }
        expectSame(shop());
        assertThat(store.committed(List.of(new UUID(1, 1)))).isEmpty();
        assertThat(store.commit(new Revision(1), List.of(change))).isEqualTo(new Revision(2));
    }

    @Test
    void keepsHostileStringsAsTheyAre() {
        Changes change = Changes.of();
        for (String text : HOSTILE) {
            change.create(capsule("c" + text, text), column("c" + text, "x" + text), tag("t" + text));
            change.create(edge(
                    Relation.CAPSULE_TAGGED, urn("c" + text), tag("t" + text).urn(), Map.of("added_by", text)));
            change.details("c" + text, text, text, text);
        }
        commit(change);
        expectSame(change);
        String first = urn("c" + HOSTILE.getFirst());
        assertThat(store.details(List.of(first)).get(first).rawSql()).isEqualTo(HOSTILE.getFirst());
    }

    @Test
    void appliesChangesOfOneCommitInTheirOrder() {
        Changes[] commits = {
            Changes.of().create(capsule("a"), column("a", "id"), capsule("b")).flow("a", "b"),
            Changes.of().update(capsule("a", "second")).remove(NodeKind.COLUMN, columnUrn("a", "id")),
            Changes.of().remove(NodeKind.CAPSULE, urn("a")),
            Changes.of().create(capsule("a", "third"), column("a", "id")),
            Changes.of().flow("a", "b").update(column("a", "id")),
            Changes.of().update(edge(Relation.FLOWS_TO, urn("a"), urn("b"), Map.of("added_by", "x"))),
        };
        assertThat(commit(commits)).isEqualTo(new Revision(1));
        expectSame(commits);
    }

    @Test
    void replacesWhatAnEarlierCommitWroteInOneCommit() {
        Changes before = shop();
        commit(before);
        Changes[] commits = {
            Changes.of().remove(NodeKind.CAPSULE, urn("raw")),
            Changes.of().create(capsule("raw", "again"), column("raw", "id")).flow("raw", "stg"),
            Changes.of().remove(new Edge.Key(Relation.FLOWS_TO, urn("stg"), urn("mart"))),
            Changes.of().flow("stg", "mart"),
        };
        commit(commits);
        Changes[] all = {before, commits[0], commits[1], commits[2], commits[3]};
        expectSame(all);
    }

    @Test
    void removesNodesWithTheirEdgesAndCapsulesWithTheirColumns() {
        commit(shop());
        Changes removal = Changes.of()
                .remove(NodeKind.CAPSULE, urn("raw"))
                .remove(NodeKind.TAG, tag("pii").urn());
        commit(removal);
        expectSame(shop(), removal);
        assertThat(GraphContents.of(store).nodes()).doesNotContainKey(new Ref(NodeKind.COLUMN, columnUrn("raw", "id")));
    }

    @Test
    void updatesNodesAndEdgesAndErasesWhatIsNoLongerKnown() {
        commit(shop());
        Changes update = Changes.of()
                .update(capsule("mart", null), tag("pii"))
                .update(edge(Relation.PART_OF, urn("mart"), product("orders").urn(), Map.of("added_by", "bob")))
                .remove(new Edge.Key(Relation.FLOWS_TO, urn("raw"), urn("stg")));
        commit(update);
        expectSame(shop(), update);
    }

    @Test
    void keepsDetailsWhenPropertiesChangeAndDropsThemWithTheCapsule() {
        CapsuleDetails details = new CapsuleDetails(urn("mart"), "select {{ x }}", "select 1", "{\"k\": \"v\"}");
        commit(shop());
        commit(Changes.of().update(capsule("mart", "changed")));
        assertThat(store.details(List.of(urn("mart"), urn("raw"), "urn:dcs:none")))
                .isEqualTo(Map.of(urn("mart"), details));
        commit(Changes.of().details("mart", null, "select 2", null));
        assertThat(store.details(List.of(urn("mart"))))
                .isEqualTo(Map.of(
                        urn("mart"), new CapsuleDetails(urn("mart"), "select {{ x }}", "select 2", "{\"k\": \"v\"}")));
        commit(Changes.of().lineageDetails("mart", "{\"expressions\": []}"));
        assertThat(store.details(List.of(urn("mart"))).get(urn("mart")))
                .isEqualTo(new CapsuleDetails(
                        urn("mart"), "select {{ x }}", "select 2", "{\"k\": \"v\"}", "{\"expressions\": []}"));
        commit(Changes.of().remove(NodeKind.CAPSULE, urn("mart")), Changes.of().create(capsule("mart")));
        assertThat(store.details(List.of(urn("mart")))).isEmpty();
    }

    @Test
    void remembersTheJobsThatWereCommitted() {
        UUID first = new UUID(1, 1);
        UUID second = new UUID(1, 2);
        commit(
                Changes.of().create(capsule("a")).job(first),
                Changes.of().create(capsule("b")).job(second));
        store = reopened(store);
        assertThat(store.committed(List.of(first, second, new UUID(1, 3)))).isEqualTo(Set.of(first, second));
        assertThat(store.committed(List.of())).isEmpty();
    }

    @Test
    void refusesAsAWholeWhatDoesNotFit() throws InterruptedException {
        commit(shop());
        awaitWritten();
        List<GraphChange> unfit = List.of(
                Changes.of().create(capsule("good")).change(),
                Changes.of().flow("good", "nowhere").job(new UUID(1, 1)).change());
        assertThatThrownBy(() -> store.commit(store.revision(), unfit)).isInstanceOf(CatalogException.class);
        assertThatThrownBy(() -> store.commit(
                        store.revision(),
                        List.of(Changes.of().create(tag("new"), tag("pii")).change())))
                .isInstanceOf(CatalogException.class);
        expectSame(shop());
        assertThat(store.revision()).isEqualTo(new Revision(1));
        assertThat(store.committed(List.of(new UUID(1, 1)))).isEmpty();
    }

    private void awaitWritten() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (store.unwrittenRows() > 0 && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(store.unwrittenRows()).isZero();
    }

    @Test
    void holdsWhatARandomHistoryLeaves() {
        Random random = new Random(42);
        InMemoryGraphStore expected = new InMemoryGraphStore();
        for (int i = 0; i < 12; i++) {
            List<GraphChange> changes = new ArrayList<>();
            GraphContents contents = GraphContents.of(expected);
            for (int j = 0; j < 3; j++) {
                GraphChange change = RandomChanges.next(contents, random);
                InMemoryGraphStore trial = RandomChanges.copy(contents);
                trial.commit(List.of(change));
                contents = GraphContents.of(trial);
                changes.add(change);
            }
            expected.commit(changes);
            store.commit(store.revision(), changes);
            assertThat(GraphContents.of(store)).isEqualTo(GraphContents.of(expected));
        }
    }

    @Test
    void aGraphOverItShowsWhatARandomHistoryLeaves() {
        Random random = new Random(7);
        InMemoryGraphStore model = new InMemoryGraphStore();
        List<Node> ever = new ArrayList<>();
        try (CatalogGraph graph = CatalogGraph.open(store)) {
            for (int step = 0; step < 25; step++) {
                GraphChange change = RandomChanges.next(GraphContents.of(model), random);
                ever.addAll(change.created());
                if (!change.isEmpty()) {
                    model.commit(List.of(change));
                }
                graph.apply(_ -> change);
                SnapshotCheck.same(graph.snapshot(), GraphContents.of(model), ever);
            }
        }
        store = reopened(store);
        SnapshotCheck.same(SnapshotLoader.load(store), GraphContents.of(model), ever);
    }

    /** A change of some hundred rows, of every kind. */
    protected static GraphChange large(UUID job) {
        Changes change = Changes.of().job(job);
        for (int i = 0; i < 60; i++) {
            change.create(capsule("c" + i), column("c" + i, "id"), column("c" + i, "mail"), tag("t" + i));
            change.details("c" + i, "select " + i, null, null);
            change.create(
                    edge(Relation.CAPSULE_TAGGED, urn("c" + i), tag("t" + i).urn(), Map.of()));
            if (i > 0) {
                change.flow("c" + (i - 1), "c" + i);
                change.create(edge(
                        Relation.DERIVED_FROM, columnUrn("c" + i, "id"), columnUrn("c" + (i - 1), "id"), Map.of()));
            }
        }
        return change.change();
    }

    @Test
    void commitsALargeChangeAsAWhole() {
        UUID job = new UUID(5, 5);
        GraphChange large = large(job);
        assertThat(store.commit(store.revision(), List.of(large))).isEqualTo(new Revision(1));
        InMemoryGraphStore expected = new InMemoryGraphStore();
        expected.commit(List.of(large));
        assertThat(GraphContents.of(store)).isEqualTo(GraphContents.of(expected));
        assertThat(store.committed(List.of(job))).containsExactly(job);
        Collection<String> urns = List.of(urn("c7"), urn("c8"));
        assertThat(store.details(urns)).isEqualTo(expected.details(urns));
        Changes removal = Changes.of();
        for (int i = 0; i < 60; i += 2) {
            removal.remove(NodeKind.CAPSULE, urn("c" + i));
        }
        store.commit(store.revision(), List.of(removal.change()));
        expected.commit(List.of(removal.change()));
        assertThat(GraphContents.of(store)).isEqualTo(GraphContents.of(expected));
    }
}
