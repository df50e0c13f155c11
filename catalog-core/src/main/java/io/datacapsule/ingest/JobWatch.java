package io.datacapsule.ingest;

import io.datacapsule.graph.GraphStore;
import io.datacapsule.model.CatalogException;
import io.datacapsule.telemetry.Telemetry;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Settles jobs that nobody works at any more: completed if the graph committed them, interrupted if not. If other servers share
 * the store it gives a sign of life of the jobs of this server every few seconds, and settles those of which there was none for a
 * while; a server that was only silent cannot commit such a job any more. Jobs of this server that another one was asked to cancel
 * are cancelled.
 */
final class JobWatch implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JobWatch.class.getName());
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(15);
    /** Longer than any job is open. */
    private static final Duration EVER = Duration.ofDays(10_000);

    private final IngestionJobs jobs;
    private final GraphStore store;
    private final Clock clock;
    private final Telemetry telemetry;
    private final Supplier<Set<UUID>> running;
    private final Consumer<UUID> cancel;
    private final Duration between;
    private final Duration silence;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long lastLook;
    private long lookingSince;

    /** Looks every three seconds, and takes a server for dead that gave no sign of life for fifteen. */
    JobWatch(
            IngestionJobs jobs,
            GraphStore store,
            Clock clock,
            Telemetry telemetry,
            Supplier<Set<UUID>> running,
            Consumer<UUID> cancel) {
        this(jobs, store, clock, telemetry, running, cancel, BETWEEN, SILENCE);
    }

    JobWatch(
            IngestionJobs jobs,
            GraphStore store,
            Clock clock,
            Telemetry telemetry,
            Supplier<Set<UUID>> running,
            Consumer<UUID> cancel,
            Duration between,
            Duration silence) {
        this.between = between;
        this.silence = silence;
        this.jobs = jobs;
        this.store = store;
        this.clock = clock;
        this.telemetry = telemetry;
        this.running = running;
        this.cancel = cancel;
    }

    /** Settles what an earlier process left open, and watches from now on if the store is shared. */
    void start() {
        boolean shared = store.changeLog().isPresent();
        look(shared ? EVER : Duration.ZERO);
        if (shared) {
            lookingSince = System.nanoTime();
            lastLook = lookingSince;
            Thread.ofPlatform().name("job-watch").daemon().start(this::watch);
        }
    }

    private void watch() {
        try {
            while (!closed.await(between.toMillis(), TimeUnit.MILLISECONDS)) {
                lookAgain();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void lookAgain() {
        try {
            long now = System.nanoTime();
            if (now - lastLook > silence.toNanos() / 2) {
                // while the database was away nobody could give a sign of life
                lookingSince = now;
            }
            look(now - lookingSince > silence.toNanos() ? silence : EVER);
            jobs.toCancel(running.get()).forEach(cancel);
            lastLook = System.nanoTime();
        } catch (CatalogException e) {
            LOG.log(Level.DEBUG, "jobs could not be looked after: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "jobs could not be looked after", e);
        }
    }

    private void look(Duration patience) {
        settle(jobs.watch(running.get(), patience));
    }

    private void settle(List<IngestionJob> abandoned) {
        if (abandoned.isEmpty()) {
            return;
        }
        Map<UUID, IngestionJob> open = abandoned.stream()
                .collect(Collectors.toMap(IngestionJob::id, job -> job, (a, b) -> a, LinkedHashMap::new));
        Set<UUID> committed =
                store.changeLog().map(log -> log.revoke(open.keySet())).orElseGet(() -> store.committed(open.keySet()));
        long revision = committed.isEmpty() ? 0 : store.revision().number();
        for (IngestionJob job : open.values()) {
            IngestionJob settled = committed.contains(job.id())
                    ? job.completed(clock.instant(), revision)
                    : job.ended(
                            JobStatus.INTERRUPTED,
                            clock.instant(),
                            "interrupted",
                            "The server stopped before this job changed the graph. Retry it.");
            jobs.save(settled);
            LOG.log(
                    Level.INFO,
                    "job {0}, whose server is gone, is {1}",
                    job.id(),
                    settled.status().word());
            telemetry.jobEnded(settled.sourceType(), settled.status().word(), Duration.ZERO);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
