package io.datacapsule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.model.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link IngestionJobs} promises. Each adapter runs it through an empty subclass. */
public abstract class IngestionJobsContract {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    /** The jobs under test, without any at the beginning of each test. */
    protected abstract IngestionJobs jobs();

    /** The same jobs as another server sees them. */
    protected abstract IngestionJobs jobsOfAnotherServer();

    @Test
    void findsAJobAsItWasSaved() {
        IngestionJob job = full(id(1), JobStatus.COMPLETED, NOON);

        jobs().save(job);

        assertThat(jobs().find(job.id())).contains(job);
    }

    @Test
    void findsAJobOfWhichNothingIsKnownYet() {
        IngestionJob job = IngestionJob.pending(id(1), "dbt", null, NOON, Map.of(), null);

        jobs().save(job);

        assertThat(jobs().find(job.id())).contains(job);
    }

    @Test
    void findsNothingUnderAnUnknownId() {
        assertThat(jobs().find(id(1))).isEmpty();
    }

    @Test
    void replacesAJobThatHasNotEnded() {
        jobs().save(IngestionJob.pending(id(1), "dbt", null, NOON, Map.of("dry_run", "true"), id(9)));
        IngestionJob running = full(id(1), JobStatus.RUNNING, NOON);
        jobs().save(running);
        IngestionJob completed = full(id(1), JobStatus.COMPLETED, NOON);

        jobs().save(completed);

        assertThat(jobs().find(id(1))).contains(completed);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"COMPLETED", "FAILED", "CANCELLED", "INTERRUPTED"})
    void leavesAJobThatHasEndedAsItIs(JobStatus end) {
        IngestionJob ended = full(id(1), end, NOON);
        jobs().save(ended);

        jobs().save(IngestionJob.pending(id(1), "airflow", "other", NOON.plusSeconds(1), Map.of(), null));
        jobs().save(full(id(1), JobStatus.RUNNING, NOON.plusSeconds(2)));

        assertThat(jobs().find(id(1))).contains(ended);
    }

    @Test
    void keepsTheFirstOfManyEndsThatAreSavedAtOnce() throws Exception {
        jobs().save(full(id(1), JobStatus.RUNNING, NOON));
        List<Callable<IngestionJob>> callers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            IngestionJob end = full(id(1), i % 2 == 0 ? JobStatus.COMPLETED : JobStatus.CANCELLED, NOON.plusSeconds(i));
            callers.add(() -> {
                jobs().save(end);
                return jobs().find(id(1)).orElseThrow();
            });
        }

        List<IngestionJob> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<IngestionJob> caller : threads.invokeAll(callers)) {
                seen.add(caller.get());
            }
        }

        assertThat(seen).hasSize(16).containsOnly(jobs().find(id(1)).orElseThrow());
    }

    @Test
    void listsTheLatestFirstAndThenById() {
        IngestionJob early = saved(id(1), "dbt", JobStatus.COMPLETED, NOON);
        IngestionJob late = saved(id(2), "dbt", JobStatus.FAILED, NOON.plusSeconds(1));
        IngestionJob low =
                saved(UUID.fromString("10000000-0000-4000-8000-000000000000"), "dbt", JobStatus.FAILED, NOON);
        IngestionJob high =
                saved(UUID.fromString("f0000000-0000-4000-8000-000000000000"), "dbt", JobStatus.FAILED, NOON);

        assertThat(jobs().list(null, null, 10, 0).items()).containsExactly(late, early, low, high);
    }

    @Test
    void listsTheJobsOfOneSourceType() {
        saved(id(1), "dbt", JobStatus.COMPLETED, NOON);
        IngestionJob airflow = saved(id(2), "airflow", JobStatus.COMPLETED, NOON);

        assertThat(jobs().list("airflow", null, 10, 0)).isEqualTo(new Page<>(List.of(airflow), 1, 10, 0));
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void listsTheJobsOfOneStatus(JobStatus status) {
        for (JobStatus each : JobStatus.values()) {
            saved(id(each.ordinal()), "dbt", each, NOON);
        }

        assertThat(jobs().list(null, status, 10, 0).items())
                .singleElement()
                .extracting(IngestionJob::status)
                .isEqualTo(status);
    }

    @Test
    void combinesBothFilters() {
        saved(id(1), "dbt", JobStatus.COMPLETED, NOON);
        saved(id(2), "airflow", JobStatus.FAILED, NOON);
        IngestionJob wanted = saved(id(3), "dbt", JobStatus.FAILED, NOON);

        assertThat(jobs().list("dbt", JobStatus.FAILED, 10, 0)).isEqualTo(new Page<>(List.of(wanted), 1, 10, 0));
    }

    @Test
    void givesSlicesThatTogetherAreTheWholeList() {
        for (int i = 0; i < 7; i++) {
            saved(id(i), "dbt", JobStatus.COMPLETED, NOON.plusSeconds(i % 3));
        }
        List<IngestionJob> whole = jobs().list(null, null, 100, 0).items();

        List<IngestionJob> slices = new ArrayList<>();
        for (int offset = 0; offset < 7; offset += 3) {
            Page<IngestionJob> page = jobs().list(null, null, 3, offset);
            assertThat(page.total()).isEqualTo(7);
            slices.addAll(page.items());
        }

        assertThat(slices).hasSize(7).isEqualTo(whole);
    }

    @Test
    void tellsTheTotalAlsoBeyondTheEnd() {
        saved(id(1), "dbt", JobStatus.COMPLETED, NOON);

        assertThat(jobs().list(null, null, 10, 50)).isEqualTo(new Page<>(List.of(), 1, 10, 50));
        assertThat(jobs().list(null, null, 0, 0)).isEqualTo(new Page<>(List.of(), 1, 0, 0));
    }

    @Test
    void tellsWhichJobsAreOpenOldestFirst() {
        IngestionJob late = saved(id(1), "dbt", JobStatus.RUNNING, NOON.plusSeconds(1));
        IngestionJob early = saved(id(2), "airflow", JobStatus.PENDING, NOON);
        saved(id(3), "dbt", JobStatus.COMPLETED, NOON);

        assertThat(jobs().open()).containsExactly(early, late);
    }

    @Test
    void tellsWhichOpenJobsNobodyWorksAt() {
        IngestionJob mine = saved(id(1), "dbt", JobStatus.RUNNING, NOON);
        IngestionJob forgotten = saved(id(2), "dbt", JobStatus.PENDING, NOON.plusSeconds(1));
        saved(id(3), "dbt", JobStatus.COMPLETED, NOON);
        Duration ages = Duration.ofDays(1_000);

        assertThat(jobs().watch(List.of(mine.id()), ages)).containsExactly(forgotten);
        assertThat(jobs().watch(List.of(mine.id()), Duration.ZERO)).containsExactly(forgotten);
        assertThat(jobs().watch(List.of(), ages)).containsExactly(mine, forgotten);
        assertThat(jobsOfAnotherServer().watch(List.of(), ages)).isEmpty();
        assertThat(jobsOfAnotherServer().watch(List.of(), Duration.ZERO)).containsExactly(mine, forgotten);
    }

    @Test
    void tellsWhoRunsAJobThatSomebodyElseWantsItToStop() {
        IngestionJob unwanted = saved(id(1), "dbt", JobStatus.RUNNING, NOON);
        IngestionJob wanted = saved(id(2), "dbt", JobStatus.PENDING, NOON);
        IngestionJob ended = saved(id(3), "dbt", JobStatus.COMPLETED, NOON);
        List<UUID> all = List.of(id(1), id(2), id(3));

        assertThat(jobs().toCancel(all)).isEmpty();
        assertThat(jobsOfAnotherServer().askToCancel(unwanted.id())).isTrue();
        assertThat(jobsOfAnotherServer().askToCancel(ended.id())).isFalse();
        assertThat(jobsOfAnotherServer().askToCancel(id(4))).isFalse();
        jobs().save(unwanted);

        assertThat(jobs().toCancel(all)).containsExactly(unwanted.id());
        assertThat(jobs().toCancel(List.of(wanted.id()))).isEmpty();
        assertThat(jobs().toCancel(List.of())).isEmpty();
        assertThat(jobs().open()).containsExactly(unwanted, wanted);
    }

    @Test
    void takesAwayTheJobsThatHaveEndedAndNoOthers() {
        IngestionJob running = saved(id(1), "dbt", JobStatus.RUNNING, NOON);
        saved(id(2), "dbt", JobStatus.COMPLETED, NOON);
        saved(id(3), "airflow", JobStatus.INTERRUPTED, NOON);

        assertThat(jobs().removeEnded()).containsExactlyInAnyOrder(id(2), id(3));

        assertThat(jobs().list(null, null, 10, 0).items()).containsExactly(running);
        assertThat(jobs().removeEnded()).isEmpty();
    }

    @Test
    void keepsTextOfAnyKind() {
        String text = "'; drop table \"ingestion_jobs\"; -- \\ \t\r\n {} $1 ? ü 漢 😀 \u0001";
        IngestionJob job = new IngestionJob(
                id(1),
                "dbt",
                text,
                JobStatus.FAILED,
                NOON,
                null,
                null,
                Map.of(text, text),
                text,
                0,
                0,
                ChangeCounts.NONE,
                Map.of(text, 1),
                List.of(new JobWarning(text, text, text)),
                List.of(text),
                text,
                text,
                0,
                null);

        jobs().save(job);

        assertThat(jobs().find(id(1))).contains(job);
    }

    private IngestionJob saved(UUID id, String sourceType, JobStatus status, Instant createdAt) {
        IngestionJob job = new IngestionJob(
                id,
                sourceType,
                "shop",
                status,
                createdAt,
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
                null);
        jobs().save(job);
        return job;
    }

    private static IngestionJob full(UUID id, JobStatus status, Instant createdAt) {
        return new IngestionJob(
                id,
                "dbt",
                "shop",
                status,
                createdAt,
                createdAt.plusMillis(5),
                createdAt.plusSeconds(7),
                Map.of("manifest", "manifest.json", "cleanup_orphans", "true"),
                "writing",
                3_000_000_000L,
                4_000_000_000L,
                new ChangeCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13),
                Map.of("no_compiled_sql", 1_500, "unknown_field", 1),
                List.of(
                        new JobWarning("unknown_field", "manifest.json $.nodes", "A field that nobody knows."),
                        new JobWarning("no_compiled_sql", "manifest.json $.nodes['model.shop.orders']", "No SQL.")),
                List.of("urn:dcs:dbt:model:shop.main:orders", "urn:dcs:dbt:model:shop.main:customers"),
                "source_failed",
                "The source could not be read.",
                5_000_000_000L,
                id(77));
    }

    private static UUID id(int number) {
        return new UUID(0x4000L, 0x8000_0000_0000_0000L + number);
    }
}
