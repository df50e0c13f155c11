package io.datacapsule.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.Changes;
import io.datacapsule.graph.InMemoryGraphStore;
import io.datacapsule.model.NodeKind;
import io.datacapsule.reporting.ReportingFeed.Pace;
import io.datacapsule.reset.ResetScope;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportingFeedTests {

    private static final Pace QUICK =
            new Pace(Duration.ofMillis(2), Duration.ofMillis(2), Duration.ofDays(1), Duration.ZERO);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final InMemoryReportingTables.Database database = new InMemoryReportingTables.Database();
    private final List<Emptied> resets = new CopyOnWriteArrayList<>();
    private final CatalogGraph graph = CatalogGraph.open(new InMemoryGraphStore());

    @AfterEach
    void close() {
        graph.close();
    }

    private ReportingFeed feed() {
        return ReportingFeed.start(graph, new InMemoryReportingTables(database), resets::add, () -> false, QUICK);
    }

    private void create(String capsule) {
        graph.apply(now -> Changes.of()
                .create(Changes.capsule(capsule), Changes.column(capsule, "id"))
                .change());
    }

    private void awaitCurrent() {
        await(() -> database.fed().equals(Fed.of(graph.snapshot())));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for long").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void comparesAllAtFirstAndThenWritesWhatChanged() {
        create("a");
        try (ReportingFeed _ = feed()) {
            awaitCurrent();
            create("b");
            awaitCurrent();
            graph.apply(now ->
                    Changes.of().remove(NodeKind.CAPSULE, Changes.urn("a")).change());
            awaitCurrent();
        }

        assertThat(database.written()).containsExactly(2L, 2L, 2L);
        assertThat(database.rows(ReportTable.CAPSULES)).hasSize(1);
    }

    @Test
    void catchesUpAfterARestart() {
        create("a");
        try (ReportingFeed _ = feed()) {
            awaitCurrent();
        }
        create("b");
        try (ReportingFeed _ = feed()) {
            awaitCurrent();
        }

        assertThat(database.written()).containsExactly(2L, 2L);
        assertThat(database.rows(ReportTable.CAPSULES)).hasSize(2);
    }

    @Test
    void waitsForADatabaseThatIsAwayAndCatchesUp() {
        try (ReportingFeed _ = feed()) {
            create("a");
            awaitCurrent();
            database.away(true);
            create("b");
            create("c");
            database.away(false);
            awaitCurrent();
        }

        assertThat(database.rows(ReportTable.COLUMNS)).hasSize(3);
    }

    @Test
    void writesAllAgainWhenTheDatabaseIsRestoredFromADumpMeanwhile() {
        create("a");
        try (ReportingFeed _ = feed()) {
            awaitCurrent();
            database.restoreEmpty(0);
            awaitCurrent();
        }

        assertThat(database.rows(ReportTable.CAPSULES)).hasSize(1);
        assertThat(database.written()).containsExactly(2L, 2L);
    }

    @Test
    void feedsNothingWhileAnotherOneDoesAndTakesOverAfterIt() {
        InMemoryReportingTables other = new InMemoryReportingTables(database);
        assertThat(other.acquire()).isTrue();
        try (ReportingFeed _ = feed()) {
            create("a");
            try (ReportingTables.Feeding feeding = other.begin(false)) {
                GraphRows.all(graph.snapshot(), feeding);
                feeding.commit(Fed.of(graph.snapshot()));
            }
            create("b");
            other.close();
            awaitCurrent();
        }

        assertThat(database.written()).containsExactly(2L, 2L);
    }

    @Test
    void waitsWhileTheGraphStoreWrites() {
        AtomicBoolean busy = new AtomicBoolean(true);
        AtomicBoolean asked = new AtomicBoolean();
        BooleanSupplier store = () -> {
            asked.set(true);
            return busy.get();
        };
        create("a");
        try (ReportingFeed _ =
                ReportingFeed.start(graph, new InMemoryReportingTables(database), resets::add, store, QUICK)) {
            await(asked::get);
            asked.set(false);
            await(asked::get);
            assertThat(database.fed()).isEqualTo(Fed.NOTHING);

            busy.set(false);
            awaitCurrent();
        }
    }

    @Test
    void waitsNoLongerThanItsPatience() {
        Pace impatient = new Pace(Duration.ofMillis(2), Duration.ofMillis(2), Duration.ZERO, Duration.ofDays(1));
        create("a");
        try (ReportingFeed _ =
                ReportingFeed.start(graph, new InMemoryReportingTables(database), resets::add, () -> true, impatient)) {
            awaitCurrent();
        }
    }

    @Test
    void asksForAResetWhenTablesWereEmptiedAndWritesWhatIsLeft() {
        create("a");
        try (ReportingFeed _ = feed()) {
            awaitCurrent();
            database.truncate(ReportTable.CAPSULES, ReportTable.COLUMNS);
            await(() -> !database.hasEmptied());
        }

        assertThat(resets).containsExactly(new Emptied(0, Set.of(ReportTable.CAPSULES, ReportTable.COLUMNS), "ada"));
        assertThat(database.written()).containsExactly(2L, 2L);
    }

    @Test
    void takesTheSetsOfTheRunbookForResets() {
        Set<ReportTable> lineage = Set.of(ReportTable.LINEAGE_EDGES, ReportTable.COLUMN_LINEAGE_EDGES);
        Set<ReportTable> edges = new HashSet<>(lineage);
        edges.addAll(Set.of(ReportTable.CAPSULE_TAGS, ReportTable.COLUMN_TAGS, ReportTable.DATA_PRODUCT_CAPSULES));
        Set<ReportTable> capsules = new HashSet<>(edges);
        capsules.addAll(Set.of(ReportTable.COLUMNS, ReportTable.CAPSULES));

        assertThat(TruncationReset.scope(lineage)).contains(ResetScope.LINEAGE);
        assertThat(TruncationReset.scope(edges)).contains(ResetScope.EDGES);
        assertThat(TruncationReset.scope(capsules)).contains(ResetScope.CAPSULES);
        assertThat(TruncationReset.scope(Set.of(ReportTable.values()))).contains(ResetScope.ALL);
        assertThat(TruncationReset.scope(Set.of(ReportTable.TAGS))).isEmpty();
    }
}
