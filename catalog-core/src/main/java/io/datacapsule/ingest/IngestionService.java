package io.datacapsule.ingest;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.NotFoundException;
import io.datacapsule.model.Page;
import io.datacapsule.telemetry.Telemetry;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ingestion as jobs: read a source, compare it with the graph, commit the difference as a whole. Each job is a row in the
 * relational store; the graph decides what became of it, so that a job whose process was killed is settled at the next start, or by
 * another server on the same stores.
 * Safe for any number of threads; jobs read at most two at a time and are written one after the other.
 */
public final class IngestionService implements AutoCloseable {

    private static final int REMEMBERED = 200;

    private final IngestionWork work;
    private final JobWatch watch;
    private final IngestionJobs jobs;
    private final Clock clock;
    private final Telemetry telemetry;
    private final Map<UUID, IngestionRun> runs = new ConcurrentHashMap<>();
    private final Object gate = new Object();
    private boolean idle;

    /** A service over the graph, its store, the record of jobs and the sources that jobs can name. */
    public IngestionService(
            CatalogGraph graph, GraphStore store, IngestionJobs jobs, MetadataSources sources, Clock clock) {
        this(graph, store, jobs, sources, clock, Telemetry.NONE);
    }

    /** The same, and tells of jobs and their stages. */
    public IngestionService(
            CatalogGraph graph,
            GraphStore store,
            IngestionJobs jobs,
            MetadataSources sources,
            Clock clock,
            Telemetry telemetry) {
        this.work = new IngestionWork(graph, store, jobs, sources, clock, telemetry);
        this.watch = new JobWatch(jobs, store, clock, telemetry, this::running, this::cancelHere);
        this.jobs = jobs;
        this.clock = clock;
        this.telemetry = telemetry;
    }

    private Set<UUID> running() {
        return runs.values().stream()
                .filter(run -> !run.over())
                .map(IngestionRun::id)
                .collect(Collectors.toSet());
    }

    /**
     * Records a job and starts it.
     *
     * @param id     a fresh random identifier
     * @param config options without secrets, from which {@link MetadataSources} opens the source, see {@link IngestOptions}
     * @throws io.datacapsule.model.CatalogException if the options are not valid or the job cannot be recorded
     */
    public IngestionRun submit(UUID id, String sourceType, Map<String, String> config) {
        @Nullable String source = config.getOrDefault("project_name", config.get("instance_name"));
        return start(IngestionJob.pending(id, sourceType, source, clock.instant(), config, null));
    }

    /**
     * Starts a new job with the configuration of one that ended.
     *
     * @throws NotFoundException {@code job_not_found}
     * @throws ConflictException {@code job_not_ended} if it is still under way
     */
    public IngestionRun retry(UUID failed, UUID id) {
        IngestionJob before = find(failed);
        if (!before.status().ended()) {
            throw new ConflictException(
                    "job_not_ended",
                    "Job " + failed + " is " + before.status().word() + "; cancel it or wait for its end.");
        }
        return start(IngestionJob.pending(
                id, before.sourceType(), before.sourceName(), clock.instant(), before.config(), failed));
    }

    private IngestionRun start(IngestionJob job) {
        IngestOptions options = IngestOptions.of(job.config());
        IngestionRun run = new IngestionRun(job);
        synchronized (gate) {
            if (idle) {
                throw new ConflictException(
                        "catalog_busy", "The catalog is being reset or restored; ingest again when that is done.");
            }
            runs.put(job.id(), run);
        }
        try {
            jobs.save(job);
        } catch (RuntimeException e) {
            runs.remove(job.id());
            throw e;
        }
        forgetOld();
        Telemetry.Place request = telemetry.here();
        Thread.ofVirtual().name("ingest-" + job.id()).start(() -> work.run(run, options, request));
        return run;
    }

    /**
     * Asks a job to stop. It stops before it changes the graph or not at all. One that another server runs is asked within seconds.
     *
     * @throws NotFoundException {@code job_not_found}
     * @throws ConflictException {@code job_ended} or {@code job_committing} if it is too late
     */
    public IngestionJob cancel(UUID id) {
        IngestionRun run = runs.get(id);
        if (run == null && jobs.askToCancel(id)) {
            return find(id);
        }
        if (run == null || run.job().status().ended()) {
            throw new ConflictException(
                    "job_ended", "Job " + id + " is " + find(id).status().word() + " already.");
        }
        if (!run.cancel()) {
            throw new ConflictException(
                    "job_committing", "Job " + id + " is being written to the graph and cannot be stopped any more.");
        }
        return run.job();
    }

    private void cancelHere(UUID id) {
        IngestionRun run = runs.get(id);
        if (run != null) {
            run.cancel();
        }
    }

    /**
     * The job as it stands now.
     *
     * @throws NotFoundException {@code job_not_found}
     */
    public IngestionJob find(UUID id) {
        IngestionRun run = runs.get(id);
        return run != null
                ? run.job()
                : jobs.find(id)
                        .orElseThrow(() -> new NotFoundException("job_not_found", "There is no job " + id + "."));
    }

    /** Jobs, the latest first; null filters nothing. */
    public Page<IngestionJob> list(@Nullable String sourceType, @Nullable JobStatus status, int limit, int offset) {
        Page<IngestionJob> page = jobs.list(sourceType, status, limit, offset);
        return new Page<>(page.items().stream().map(this::live).toList(), page.total(), page.limit(), page.offset());
    }

    private IngestionJob live(IngestionJob recorded) {
        IngestionRun run = runs.get(recorded.id());
        return run == null ? recorded : run.job();
    }

    /**
     * Settles the jobs that an earlier process left open: completed if the graph committed them, interrupted if not. If other
     * servers share the store, theirs are left alone, and settled later once a server is gone. To be called once, before jobs are
     * taken.
     */
    public void settle() {
        watch.start();
    }

    /** How many jobs of this process have not ended. */
    public int underWay() {
        return (int) runs.values().stream()
                .filter(run -> !run.job().status().ended())
                .count();
    }

    /**
     * Does something during which no ingestion runs here, and none is taken.
     *
     * @throws ConflictException {@code ingestion_under_way} if one runs, or is recorded as running elsewhere, and
     *     {@code catalog_busy} if something like this is done already
     */
    public <T> T whileIdle(Supplier<T> work) {
        synchronized (gate) {
            if (idle) {
                throw new ConflictException("catalog_busy", "The catalog is being reset or restored already.");
            }
            if (runs.values().stream().anyMatch(run -> !run.over())) {
                throw stillRunning();
            }
            idle = true;
        }
        try {
            if (!jobs.open().isEmpty()) {
                throw stillRunning();
            }
            return work.get();
        } finally {
            synchronized (gate) {
                idle = false;
            }
        }
    }

    private static ConflictException stillRunning() {
        return new ConflictException(
                "ingestion_under_way", "An ingestion is under way; wait for its end or cancel it, then try again.");
    }

    /** Takes away the record of all jobs that have ended, and answers which. For use {@link #whileIdle}. */
    public Set<UUID> forgetHistory() {
        Set<UUID> removed = jobs.removeEnded();
        forgetRuns();
        return removed;
    }

    /** Answers from the record only: it was replaced. For use {@link #whileIdle}. */
    public void forgetRuns() {
        runs.values().removeIf(IngestionRun::over);
    }

    private void forgetOld() {
        if (runs.size() > REMEMBERED) {
            runs.values().removeIf(run -> run.recorded());
        }
    }

    /** Looks after jobs no more; those under way go on. */
    @Override
    public void close() {
        watch.close();
    }
}
