package io.datacapsule.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.SharedMemoryStore;
import io.datacapsule.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs of servers that share their stores; the timeout only ends a run that would hang. */
@Timeout(60)
class JobWatchTests {

    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration NEVER = Duration.ofDays(1);

    private final SharedMemoryStore store = new SharedMemoryStore();
    private final InMemoryIngestionJobs here = new InMemoryIngestionJobs();
    private final InMemoryIngestionJobs elsewhere = here.elsewhere();

    private static JobWatch watch(IngestionJobs jobs, GraphStore store, Set<UUID> running, Duration silence) {
        return new JobWatch(
                jobs, store, Clock.systemUTC(), Telemetry.NONE, () -> running, running::remove, OFTEN, silence);
    }

    private static UUID save(IngestionJobs jobs) {
        UUID id = UUID.randomUUID();
        jobs.save(IngestionJob.pending(id, "dbt", "shop", Instant.EPOCH, Map.of(), null));
        return id;
    }

    private JobStatus status(UUID job) {
        return here.find(job).orElseThrow().status();
    }

    private void awaitEnd(UUID job) throws InterruptedException {
        while (!status(job).ended()) {
            Thread.sleep(5);
        }
    }

    @Test
    void aStartingServerSettlesItsOwnJobsAndLeavesThoseOfOthersAlone() {
        UUID mine = save(here);
        UUID foreign = save(elsewhere);
        try (JobWatch watch = watch(here, store, Set.of(), NEVER)) {
            watch.start();
            assertThat(status(mine)).isEqualTo(JobStatus.INTERRUPTED);
            assertThat(status(foreign)).isEqualTo(JobStatus.PENDING);
        }
    }

    @Test
    void aLivingServerSettlesTheJobsOfADeadOneByWhatTheGraphCommitted() throws InterruptedException {
        UUID committed = save(elsewhere);
        UUID lost = save(elsewhere);
        store.commit(
                store.revision(),
                List.of(Changes.of().create(Changes.capsule("a")).job(committed).change()));
        try (JobWatch watch = watch(here, store, Set.of(), SOON)) {
            watch.start();
            awaitEnd(committed);
            awaitEnd(lost);
        }
        assertThat(status(committed)).isEqualTo(JobStatus.COMPLETED);
        assertThat(here.find(committed).orElseThrow().revision()).isEqualTo(1);
        assertThat(status(lost)).isEqualTo(JobStatus.INTERRUPTED);
    }

    @Test
    void aJobIsCancelledByTheServerThatRunsItWhoeverWasAsked() throws InterruptedException {
        UUID mine = save(here);
        UUID other = save(here);
        Set<UUID> running = ConcurrentHashMap.newKeySet();
        running.addAll(Set.of(mine, other));
        try (JobWatch watch = watch(here, store, running, NEVER)) {
            watch.start();

            assertThat(elsewhere.askToCancel(mine)).isTrue();

            while (running.contains(mine)) {
                Thread.sleep(5);
            }
            assertThat(running).containsExactly(other);
        }
    }

    @Test
    void jobsThatTwoServersWorkAtAreLeftToThem() throws InterruptedException {
        UUID mine = save(here);
        UUID foreign = save(elsewhere);
        UUID dead = save(here.elsewhere());
        try (JobWatch watch = watch(here, store, Set.of(mine), SOON);
                JobWatch other = watch(elsewhere, store.another(), Set.of(foreign), SOON)) {
            watch.start();
            other.start();
            awaitEnd(dead);
            assertThat(status(mine)).isEqualTo(JobStatus.PENDING);
            assertThat(status(foreign)).isEqualTo(JobStatus.PENDING);
        }
    }
}
