package io.datacapsule.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.InMemoryGraphStore;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.InvalidArtifactException;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.NotFoundException;
import io.datacapsule.telemetry.RecordingTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestionServiceTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final InMemoryGraphStore store = new InMemoryGraphStore();
    private final InMemoryIngestionJobs jobs = new InMemoryIngestionJobs();
    private final CatalogGraph graph = CatalogGraph.open(store);
    private MetadataSource source =
            progress -> Asserted.by("shop").flow("raw -> stg").build();
    private final RecordingTelemetry telemetry = new RecordingTelemetry();
    private final IngestionService service =
            new IngestionService(graph, store, jobs, (type, config) -> source, Clock.systemUTC(), telemetry);

    @AfterEach
    void stop() {
        graph.close();
    }

    private IngestionJob run(Map<String, String> config) {
        return service.submit(UUID.randomUUID(), "dbt", config).awaitEnd(LONG);
    }

    @Test
    void completesAndRecordsWhatChanged() {
        IngestionJob job = run(Map.of());

        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(job.counts().capsulesCreated()).isEqualTo(2);
        assertThat(job.sourceName()).isEqualTo("shop");
        assertThat(job.revision()).isEqualTo(1);
        assertThat(jobs.find(job.id())).contains(job);
        assertThat(graph.snapshot().count(NodeKind.CAPSULE)).isEqualTo(2);
    }

    @Test
    void tellsOfItsStagesAndItsEnd() {
        IngestionJob completed = run(Map.of());
        source = progress -> {
            throw new InvalidArtifactException("artifact_unreadable", "broken", "manifest.json", "", 0, 0);
        };
        IngestionJob failed = run(Map.of());

        assertThat(telemetry.ended)
                .containsExactly(
                        "Stage[name=reading]",
                        "Stage[name=comparing]",
                        "Stage[name=writing]",
                        "Job[id=" + completed.id() + "]",
                        "Stage[name=reading] failed",
                        "Job[id=" + failed.id() + "] failed");
        assertThat(telemetry.jobs).containsExactly("dbt completed", "dbt failed");
        assertThat(telemetry.took).allMatch(Duration::isPositive);
        assertThat(service.underWay()).isZero();
    }

    @Test
    void logsThatAJobFailedAndNotWhatItsSourceSays() {
        Logger log = Logger.getLogger(IngestionWork.class.getName());
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new StreamHandler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
            }
        };
        source = progress -> {
            throw new InvalidArtifactException("artifact_invalid", "quotes the source", "manifest.json", "", 0, 0);
        };
        log.addHandler(handler);
        try {
            IngestionJob job = run(Map.of());

            assertThat(lines)
                    .containsExactly("WARNING ingestion job " + job.id() + " ended with error artifact_invalid");
        } finally {
            log.removeHandler(handler);
        }
    }

    @Test
    void anUnchangedSourceLeavesTheRevision() {
        run(Map.of());

        IngestionJob again = run(Map.of());

        assertThat(again.counts().capsulesUnchanged()).isEqualTo(2);
        assertThat(again.revision()).isZero();
        assertThat(graph.snapshot().revision().number()).isEqualTo(1);
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndChangesNothing() {
        IngestionJob job = run(Map.of("dry_run", "true"));

        assertThat(job.counts().capsulesCreated()).isEqualTo(2);
        assertThat(graph.snapshot().count(NodeKind.CAPSULE)).isZero();
    }

    @Test
    void aDryRunListsWhatWouldBeRemovedAlsoWhereThatIsTooMuch() {
        run(Map.of());
        source = progress -> Asserted.by("shop").model("c").build();

        IngestionJob job = run(Map.of("dry_run", "true", "cleanup_orphans", "true"));

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.errorCode()).isEqualTo("orphan_share_exceeded");
        assertThat(job.removed()).hasSize(2);
        assertThat(job.counts().capsulesRemoved()).isEqualTo(2);
        assertThat(graph.snapshot().count(NodeKind.CAPSULE)).isEqualTo(2);
    }

    @Test
    void aSourceThatCannotBeReadFailsTheJobWithItsCodeAndLeavesTheGraph() {
        source = progress -> {
            throw new InvalidArtifactException("artifact_unreadable", "not JSON", "manifest.json", "$", 1, 1);
        };

        IngestionRun run = service.submit(UUID.randomUUID(), "dbt", Map.of());
        IngestionJob job = run.awaitEnd(LONG);

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.errorCode()).isEqualTo("artifact_unreadable");
        assertThat(run.failure()).containsInstanceOf(InvalidArtifactException.class);
        assertThat(graph.snapshot().revision().number()).isZero();
    }

    @Test
    void aDefectFailsTheJobWithoutTellingItsInsides() {
        source = progress -> {
            throw new IllegalStateException("secret-inside");
        };

        IngestionJob job = run(Map.of());

        assertThat(job.errorCode()).isEqualTo("internal_error");
        assertThat(job.errorMessage()).doesNotContain("secret-inside");
    }

    @Test
    void refusesOptionsItDoesNotUnderstandBeforeThereIsAJob() {
        assertThatThrownBy(() -> service.submit(UUID.randomUUID(), "dbt", Map.of("max_orphan_share", "3")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("max_orphan_share");
        assertThat(service.list(null, null, 10, 0).total()).isZero();
    }

    @Test
    void countsAllWarningsAndListsTheFirstThousand() {
        source = progress -> {
            for (int i = 0; i < 1500; i++) {
                progress.warn(new JobWarning("left_out_metric", "$." + i, "left out"));
            }
            return Asserted.by("shop").model("orders").build();
        };

        IngestionJob job = run(Map.of());

        assertThat(job.leftOut()).containsEntry("left_out_metric", 1500);
        assertThat(job.warnings()).hasSize(IngestionJob.LISTED);
    }

    @Test
    void aJobThatReadsCanBeCancelledAndRetried() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        source = progress -> {
            reading.countDown();
            awaitQuietly(go);
            progress.at("reading", 1, 2);
            return Asserted.by("shop").model("orders").build();
        };
        IngestionRun run = service.submit(UUID.randomUUID(), "dbt", Map.of("project_name", "shop"));
        reading.await();

        assertThatThrownBy(() -> service.retry(run.id(), UUID.randomUUID()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("running");
        service.cancel(run.id());
        go.countDown();

        assertThat(run.awaitEnd(LONG).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(graph.snapshot().count(NodeKind.CAPSULE)).isZero();
        assertThatThrownBy(() -> service.cancel(run.id())).isInstanceOf(ConflictException.class);
        IngestionJob retried = service.retry(run.id(), UUID.randomUUID()).awaitEnd(LONG);
        assertThat(retried.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(retried.retryOf()).isEqualTo(run.id());
        assertThat(retried.config()).containsEntry("project_name", "shop");
    }

    @Test
    void twoProjectsIngestedAtOnceAreBothRight() {
        List<IngestionRun> runs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            SourceGraph told = Asserted.by("p" + i)
                    .flow("a -> b -> c")
                    .model("c")
                    .tag("shared")
                    .build();
            source = progress -> told;
            runs.add(service.submit(UUID.randomUUID(), "dbt", Map.of()));
            runs.get(i).awaitRead(LONG);
        }

        assertThat(runs)
                .allSatisfy(run -> assertThat(run.awaitEnd(LONG).status()).isEqualTo(JobStatus.COMPLETED));
        assertThat(graph.snapshot().count(NodeKind.CAPSULE)).isEqualTo(60);
        assertThat(graph.snapshot().count(NodeKind.TAG)).isEqualTo(1);
    }

    @Test
    void aStoreThatIsAwayFailsTheJobAndARetryCompletesIt() {
        store.setAway(true);
        IngestionJob failed = run(Map.of());
        store.setAway(false);

        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(service.retry(failed.id(), UUID.randomUUID()).awaitEnd(LONG).status())
                .isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void settlesWhatAnEarlierProcessLeftOpenByWhatTheGraphCommitted() {
        IngestionJob committed = run(Map.of());
        InMemoryIngestionJobs left = new InMemoryIngestionJobs();
        IngestionJob open = IngestionJob.pending(committed.id(), "dbt", "shop", committed.createdAt(), Map.of(), null);
        IngestionJob lost =
                IngestionJob.pending(UUID.randomUUID(), "dbt", "shop", committed.createdAt(), Map.of(), null);
        left.save(open);
        left.save(lost);

        RecordingTelemetry told = new RecordingTelemetry();
        new IngestionService(graph, store, left, (type, config) -> source, Clock.systemUTC(), told).settle();

        assertThat(told.jobs).containsExactlyInAnyOrder("dbt completed", "dbt interrupted");
        assertThat(told.took).containsOnly(Duration.ZERO);

        assertThat(left.find(open.id()).orElseThrow().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(left.find(lost.id()).orElseThrow().status()).isEqualTo(JobStatus.INTERRUPTED);
        assertThat(left.open()).isEmpty();
    }

    @Test
    void saysThatAJobIsUnknown() {
        assertThatThrownBy(() -> service.find(UUID.randomUUID())).isInstanceOf(NotFoundException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
