package io.datacapsule.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphContents;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.InMemoryGraphStore;
import io.datacapsule.graph.SnapshotCheck;
import io.datacapsule.ingest.ChangeCounts;
import io.datacapsule.ingest.InMemoryIngestionJobs;
import io.datacapsule.ingest.IngestionJob;
import io.datacapsule.ingest.IngestionRun;
import io.datacapsule.ingest.IngestionService;
import io.datacapsule.ingest.JobStatus;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.LineageState;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Urn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogResetTests {

    private static final LineageState TOLD =
            new LineageState("partial", "star", 2, Instant.parse("2026-01-01T00:00:00Z"), "abc");

    private final InMemoryGraphStore store = new InMemoryGraphStore();
    private final InMemoryIngestionJobs jobs = new InMemoryIngestionJobs();
    private final CatalogGraph graph = CatalogGraph.open(store);
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final IngestionService ingestion = new IngestionService(
            graph,
            store,
            jobs,
            (type, config) -> progress -> {
                reading.countDown();
                awaitQuietly(go);
                return new SourceGraph("dbt:none", "dbt", "none", List.of());
            },
            Clock.systemUTC());
    private final CatalogReset reset = new CatalogReset(graph, ingestion);

    @BeforeEach
    void fill() {
        graph.apply(snapshot -> Changes.of()
                .create(Changes.capsule("raw").with(TOLD), Changes.capsule("mart"))
                .create(Changes.column("raw", "id"), Changes.column("mart", "id"))
                .create(Changes.tag("pii"), Changes.domain("sales"), Changes.owner("ada"), Changes.product("p"))
                .flow("raw", "mart")
                .create(Changes.edge(
                        Relation.DERIVED_FROM,
                        Changes.columnUrn("mart", "id"),
                        Changes.columnUrn("raw", "id"),
                        Map.of()))
                .create(Changes.edge(
                        Relation.INFLUENCED_BY,
                        Changes.columnUrn("mart", "id"),
                        Changes.columnUrn("raw", "id"),
                        Map.of()))
                .create(Changes.edge(Relation.CAPSULE_TAGGED, Changes.urn("raw"), Urn.catalog("tag", "pii"), Map.of()))
                .create(Changes.edge(
                        Relation.COLUMN_TAGGED, Changes.columnUrn("raw", "id"), Urn.catalog("tag", "pii"), Map.of()))
                .create(Changes.edge(Relation.IN_DOMAIN, Changes.urn("raw"), Urn.catalog("domain", "sales"), Map.of()))
                .create(Changes.edge(
                        Relation.PRODUCT_IN_DOMAIN,
                        Urn.catalog("product", "p"),
                        Urn.catalog("domain", "sales"),
                        Map.of()))
                .create(Changes.edge(Relation.PART_OF, Changes.urn("mart"), Urn.catalog("product", "p"), Map.of()))
                .create(Changes.edge(Relation.OWNED_BY, Changes.urn("mart"), Urn.catalog("owner", "ada"), Map.of()))
                .details("raw", "select 1", null, null)
                .lineageDetails("raw", "{\"unresolved\":[\"x\"]}")
                .change());
        jobs.save(new IngestionJob(
                new UUID(1, 1),
                "dbt",
                "shop",
                JobStatus.COMPLETED,
                Instant.EPOCH,
                null,
                null,
                Map.of(),
                null,
                0,
                0,
                ChangeCounts.NONE,
                Map.of(),
                List.of(),
                List.of(),
                null,
                null,
                0,
                null));
    }

    @AfterEach
    void stop() {
        go.countDown();
        graph.close();
    }

    @Test
    void everythingGoes() {
        CatalogReset.Outcome outcome = reset.run(ResetScope.ALL);

        assertThat(outcome.counts()).isEqualTo(new ResetCounts(2, 2, 1, 1, 1, 1, 11, 0, 1));
        assertThat(outcome.jobs()).containsExactly(new UUID(1, 1));
        assertThat(outcome.revision()).isEqualTo(graph.snapshot().revision());
        assertThat(NodeKind.values())
                .allSatisfy(kind -> assertThat(graph.snapshot().count(kind)).isZero());
        assertThat(ingestion.list(null, null, 10, 0).total()).isZero();
        assertThat(store.details(List.of(Changes.urn("raw")))).isEmpty();
    }

    @Test
    void capsulesGoWithTheirEdgesAndDefinitionsStay() {
        assertThat(reset.run(ResetScope.CAPSULES).counts()).isEqualTo(new ResetCounts(2, 2, 0, 0, 0, 0, 10, 0, 0));

        GraphSnapshot left = graph.snapshot();
        assertThat(left.count(NodeKind.CAPSULE) + left.count(NodeKind.COLUMN)).isZero();
        assertThat(left.count(NodeKind.TAG)).isEqualTo(1);
        assertThat(edges(left)).containsExactly(Relation.PRODUCT_IN_DOMAIN);
        assertThat(jobs.list(null, null, 10, 0).total()).isEqualTo(1);
    }

    @Test
    void lineageGoesAndIsNoLongerTakenForKnown() {
        assertThat(reset.run(ResetScope.LINEAGE).counts()).isEqualTo(new ResetCounts(0, 0, 0, 0, 0, 0, 3, 0, 0));

        GraphSnapshot left = graph.snapshot();
        assertThat(edges(left))
                .contains(Relation.HAS_COLUMN, Relation.CAPSULE_TAGGED, Relation.PART_OF)
                .doesNotContain(Relation.FLOWS_TO, Relation.DERIVED_FROM, Relation.INFLUENCED_BY);
        assertThat(left.capsule(left.find(NodeKind.CAPSULE, Changes.urn("raw"))))
                .isEqualTo(Changes.capsule("raw").with(LineageState.UNKNOWN));
        assertThat(store.details(List.of(Changes.urn("raw")))
                        .get(Changes.urn("raw"))
                        .lineage())
                .isEqualTo("{}");
        assertThat(store.details(List.of(Changes.urn("raw")))
                        .get(Changes.urn("raw"))
                        .rawSql())
                .isEqualTo("select 1");
    }

    @Test
    void edgesGoAndNodesAndWhatTheySayOfThemselvesStays() {
        assertThat(reset.run(ResetScope.EDGES).counts()).isEqualTo(new ResetCounts(0, 0, 0, 0, 0, 0, 6, 0, 0));

        assertThat(edges(graph.snapshot()))
                .containsExactlyInAnyOrder(
                        Relation.HAS_COLUMN, Relation.IN_DOMAIN, Relation.PRODUCT_IN_DOMAIN, Relation.OWNED_BY);
        assertThat(graph.snapshot().count(NodeKind.COLUMN)).isEqualTo(2);
    }

    @Test
    void theHistoryGoesAndTheGraphStays() {
        GraphSnapshot before = graph.snapshot();

        assertThat(reset.run(ResetScope.JOBS).counts()).isEqualTo(ResetCounts.NONE.withJobs(1));

        assertThat(graph.snapshot()).isSameAs(before);
        assertThat(jobs.list(null, null, 10, 0).total()).isZero();
    }

    @ParameterizedTest
    @EnumSource(ResetScope.class)
    void aRehearsalCountsWhatGoesAndTakesNothing(ResetScope scope) {
        GraphSnapshot before = graph.snapshot();

        ResetCounts rehearsed = reset.rehearse(scope).counts();

        assertThat(graph.snapshot()).isSameAs(before);
        assertThat(jobs.list(null, null, 10, 0).total()).isEqualTo(1);
        assertThat(reset.run(scope).counts()).isEqualTo(rehearsed);
        assertThat(reset.rehearse(scope).counts()).isEqualTo(ResetCounts.NONE);
    }

    @ParameterizedTest
    @EnumSource(ResetScope.class)
    void theStoreHoldsWhatIsSeen(ResetScope scope) {
        reset.run(scope);

        SnapshotCheck.same(graph.snapshot(), GraphContents.of(store), List.of(Changes.capsule("raw")));
    }

    @Test
    void waitsForNoIngestionButRefuses() throws InterruptedException {
        IngestionRun run = ingestion.submit(UUID.randomUUID(), "dbt", Map.of());
        reading.await();

        assertThatThrownBy(() -> reset.run(ResetScope.ALL))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).isEqualTo("ingestion_under_way"));

        assertThat(graph.snapshot().count(NodeKind.CAPSULE)).isEqualTo(2);
        go.countDown();
        run.awaitEnd(Duration.ofSeconds(30));
        assertThat(reset.run(ResetScope.ALL).counts().jobs()).isEqualTo(2);
    }

    @Test
    void takesNoIngestionMeanwhile() {
        ingestion.whileIdle(() -> {
            assertThatThrownBy(() -> ingestion.submit(UUID.randomUUID(), "dbt", Map.of()))
                    .isInstanceOfSatisfying(
                            ConflictException.class, e -> assertThat(e.code()).isEqualTo("catalog_busy"));
            assertThatThrownBy(() -> reset.run(ResetScope.JOBS)).isInstanceOf(ConflictException.class);
            return 0;
        });

        assertThat(jobs.list(null, null, 10, 0).total()).isEqualTo(1);
        assertThat(reset.run(ResetScope.JOBS).counts().jobs()).isEqualTo(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Relation> edges(GraphSnapshot graph) {
        return List.of(Relation.values()).stream()
                .filter(relation -> {
                    for (int row = 0; row < graph.rows(relation.from()); row++) {
                        if (graph.out(relation).degree(row) > 0) {
                            return true;
                        }
                    }
                    return false;
                })
                .toList();
    }
}
