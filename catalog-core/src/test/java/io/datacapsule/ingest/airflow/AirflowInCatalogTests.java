package io.datacapsule.ingest.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.backup.CatalogBackup;
import io.datacapsule.backup.CatalogRestore;
import io.datacapsule.backup.InMemoryBackupTables;
import io.datacapsule.export.ExportFormat;
import io.datacapsule.export.ExportScope;
import io.datacapsule.export.GraphExport;
import io.datacapsule.export.LineageScope;
import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphContents;
import io.datacapsule.graph.InMemoryGraphStore;
import io.datacapsule.ingest.Asserted;
import io.datacapsule.ingest.InMemoryIngestionJobs;
import io.datacapsule.ingest.IngestionJob;
import io.datacapsule.ingest.IngestionService;
import io.datacapsule.ingest.JobStatus;
import io.datacapsule.ingest.MetadataSource;
import io.datacapsule.lineage.Direction;
import io.datacapsule.lineage.LineageAnswer;
import io.datacapsule.lineage.LineageLimits;
import io.datacapsule.lineage.LineageService;
import io.datacapsule.model.NodeKind;
import io.datacapsule.query.CapsuleStatistics;
import io.datacapsule.reset.CatalogReset;
import io.datacapsule.reset.ResetScope;
import io.datacapsule.search.CatalogSearch;
import io.datacapsule.search.SearchAnswer;
import io.datacapsule.search.SearchRequest;
import io.datacapsule.sql.SqlLimits;
import io.datacapsule.sql.SqlLineage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance beside a dbt project, from the job that ingests it to all that reads the catalog. */
class AirflowInCatalogTests {

    private static final String DAG = "urn:dcs:airflow:dag:prod:daily";
    private static final String TASK = "urn:dcs:airflow:task:prod:daily.load";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final InMemoryGraphStore store = new InMemoryGraphStore();
    private final CatalogGraph graph = CatalogGraph.open(store);
    private final SqlLineage sql = new SqlLineage(SqlLimits.DEFAULT);
    private final Map<String, MetadataSource> sources = new HashMap<>(Map.of(
            "dbt", progress -> Asserted.by("shop").flow("raw -> orders -> mart").build()));
    private final IngestionService ingestion = new IngestionService(
            graph, store, new InMemoryIngestionJobs(), (type, config) -> sources.get(type), Clock.systemUTC());

    private IngestionJob ingest(Instance instance, String... config) {
        sources.put(
                "airflow", new AirflowSource(progress -> instance.metadata(), AirflowAnnotations.NONE, sql::derive));
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < config.length; i += 2) {
            options.put(config[i], config[i + 1]);
        }
        return ingestion.submit(UUID.randomUUID(), "airflow", options).awaitEnd(LONG);
    }

    private static Instance daily() {
        return Instance.of("prod")
                .dag("daily", "extract -> load")
                .operator("load", "DbtRunLocalOperator")
                .rendered("load", "select", "orders")
                .rendered("extract", "sql", "select * from table_of_nobody")
                .tag("domain:sales", "nightly");
    }

    private void fill() {
        ingestion.submit(UUID.randomUUID(), "dbt", Map.of()).awaitEnd(LONG);
        ingest(daily());
    }

    @AfterEach
    void close() {
        ingestion.close();
        graph.close();
        sql.close();
    }

    private String export(ExportFormat format, GraphExport export) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theJobCountsWhatItCouldNotTellAndSaysWhyNothingWasCleanedUp() {
        fill();

        IngestionJob job = ingest(
                Instance.of("prod").dag("daily", "extract").incomplete("A page failed."), "cleanup_orphans", "true");

        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(job.sourceName()).isEqualTo("prod");
        assertThat(job.leftOut()).isEqualTo(Map.of("cleanup_skipped", 1, "incomplete_fetch", 1));
        assertThat(job.removed()).isEmpty();
        assertThat(ingest(daily()).leftOut()).isEqualTo(Map.of("unknown_table", 1));
        assertThat(ingest(daily()).revision()).as("nothing was written").isZero();
    }

    @Test
    void aDryRunListsWhatACleanUpWouldTakeAwayAndTakesNothing() {
        fill();

        IngestionJob job = ingest(Instance.of("prod").dag("new", "a"), "cleanup_orphans", "true", "dry_run", "true");

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.errorCode()).isEqualTo("orphan_share_exceeded");
        assertThat(job.removed()).contains(DAG, TASK);
        assertThat(graph.snapshot().find(NodeKind.CAPSULE, DAG)).isNotNegative();
    }

    @Test
    void lineageRunsFromTheDagThroughItsTasksAndModelsToTheMart() {
        fill();

        LineageAnswer answer = LineageAnswer.of(new LineageService(LineageLimits.DEFAULTS)
                .ofCapsule(graph.snapshot(), DAG, Direction.DOWNSTREAM, 10, null));

        assertThat(answer.nodes())
                .extracting(LineageAnswer.Node::name)
                .containsExactly("daily", "extract", "load", "orders", "mart");
        assertThat(answer.nodes())
                .extracting(LineageAnswer.Node::capsuleType)
                .containsExactly("airflow_dag", "airflow_task", "airflow_task", "model", "model");
    }

    @Test
    void exportsShowTasksInTheirDagAndTheWayToTheModels() throws IOException {
        fill();
        GraphExport sales = GraphExport.of(graph.snapshot(), new ExportScope("sales", false, false, false));
        GraphExport lineage = GraphExport.of(
                graph.snapshot(),
                new LineageScope(graph.snapshot().find(NodeKind.CAPSULE, TASK), Direction.BOTH, 5, false));

        for (ExportFormat format : ExportFormat.values()) {
            assertThat(export(format, lineage))
                    .as(format.wireName())
                    .contains("daily", "extract", "orders")
                    .containsIgnoringCase("contains");
            assertThat(export(format, sales))
                    .as(format.wireName())
                    .contains("daily")
                    .doesNotContain("orders");
        }
        assertThat(export(ExportFormat.MERMAID, lineage)).contains("|\"contains\"|", "-->|\"flows to, via dbt\"|");
    }

    @Test
    void searchAndStatisticsKnowDagsAndTasks() {
        fill();

        try (CatalogSearch search = CatalogSearch.over(graph)) {
            SearchRequest request = new SearchRequest("load", "airflow_task", null, null, 10, 0);
            SearchAnswer answer = search.search(request);
            for (int attempt = 0; attempt < 60 && !answer.complete(); attempt++) {
                answer = search.search(request);
            }
            assertThat(answer.items()).extracting(hit -> hit.urn()).containsExactly(TASK);
        }
        CapsuleStatistics statistics = CapsuleStatistics.of(graph.snapshot());
        assertThat(statistics.byType()).isEqualTo(Map.of("model", 3L, "airflow_task", 2L, "airflow_dag", 1L));
        assertThat(statistics.bySourceInstance()).isEqualTo(Map.of("shop", 3L, "prod", 3L));
        assertThat(statistics.withoutLayer()).isEqualTo(3);
        assertThat(statistics.lineageEdges()).isEqualTo(5);
    }

    @Test
    void whatAResetOfLineageTakesTheNextIngestionBringsBack() {
        fill();
        GraphContents before = GraphContents.of(store);
        CatalogReset reset = new CatalogReset(graph, ingestion);

        assertThat(reset.run(ResetScope.EDGES).counts().edges()).isEqualTo(5 + 2);

        assertThat(GraphContents.of(store).edges().keySet())
                .extracting(key -> key.relation().name())
                .contains("HAS_TASK", "IN_DOMAIN")
                .doesNotContain("FLOWS_TO");
        fill();
        assertThat(GraphContents.of(store).edges()).isEqualTo(before.edges());
        assertThat(reset.run(ResetScope.CAPSULES).counts().capsules()).isEqualTo(6);
        assertThat(GraphContents.of(store).edges()).isEmpty();
    }

    @Test
    void aBackupKeepsTheEdgesWithWhereTheyWereFound(@TempDir Path folder) throws IOException {
        fill();
        Path file = folder.resolve("a.zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            new CatalogBackup(graph, store, new InMemoryBackupTables(), Clock.systemUTC(), "1")
                    .writeTo(out, UUID.randomUUID(), Optional.empty());
        }
        GraphContents before = GraphContents.of(store);
        graph.apply(snapshot -> Changes.of()
                .remove(NodeKind.CAPSULE, DAG)
                .remove(NodeKind.CAPSULE, TASK)
                .change());

        new CatalogRestore(graph, store, new InMemoryBackupTables(), ingestion).run(folder, UUID.randomUUID());

        assertThat(GraphContents.of(store).edges()).isEqualTo(before.edges());
        assertThat(GraphContents.of(store).nodes()).isEqualTo(before.nodes());
        assertThat(store.details(List.of(TASK)).get(TASK).meta())
                .contains("\"airflow\":{")
                .contains("\"operator\":\"DbtRunLocalOperator\"")
                .doesNotContain("select");
    }
}
