package io.datacapsule.ingest;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.ingest.GraphDiff.Difference;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.telemetry.Telemetry;
import io.datacapsule.telemetry.Work;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Carries out one job after the other, from its source to its recorded end. */
final class IngestionWork {

    private static final Logger LOG = System.getLogger(IngestionWork.class.getName());
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final CatalogGraph graph;
    private final GraphStore store;
    private final IngestionJobs jobs;
    private final MetadataSources sources;
    private final Clock clock;
    private final Telemetry telemetry;
    /** Threads of their own: reading computes for long and would keep the carriers of virtual threads from requests. */
    private final ExecutorService readers = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("ingest-", 0).factory());

    IngestionWork(
            CatalogGraph graph,
            GraphStore store,
            IngestionJobs jobs,
            MetadataSources sources,
            Clock clock,
            Telemetry telemetry) {
        this.graph = graph;
        this.store = store;
        this.jobs = jobs;
        this.sources = sources;
        this.clock = clock;
        this.telemetry = telemetry;
    }

    /** Runs the job to its end; throws nothing. */
    void run(IngestionRun run, IngestOptions options) {
        RunProgress progress = new RunProgress(run, (place, record) -> {
            run.set(run.job().at(run.job().sourceName(), place.stage(), place.done(), place.expected()));
            if (record) {
                note(run.job());
            }
        });
        try {
            carryOutInTurn(run, options, progress);
        } catch (CancellationException e) {
            end(
                    run,
                    progress,
                    JobStatus.CANCELLED,
                    "cancelled",
                    "The job was cancelled; the graph is as it was before.");
        } catch (CatalogException e) {
            run.fail(e);
            end(run, progress, JobStatus.FAILED, e.code(), String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            unexpected(run, progress, "out_of_memory", "The server has too little memory for this input.", e);
        } catch (Exception | Error e) {
            unexpected(run, progress, "internal_error", "The server failed at this job; its log says why.", e);
        }
        IngestionJob job = run.job();
        telemetry.jobEnded(job.sourceType(), job.status().word(), job.took());
        record(run);
        run.ended();
    }

    private void carryOutInTurn(IngestionRun run, IngestOptions options, RunProgress progress) throws Exception {
        try {
            readers.submit(() -> carryOut(run, options, progress)).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    private void carryOut(IngestionRun run, IngestOptions options, RunProgress progress) {
        run.set(run.job().running(clock.instant()));
        note(run.job());
        progress.at("reading", 0, 0);
        SourceGraph source = telemetry.observe(
                new Work.Stage("reading"),
                () -> sources.open(run.job().sourceType(), run.job().config()).read(progress));
        run.set(run.job()
                .at(source.sourceName(), "comparing", 0, source.capsules().size()));
        run.readingEnded();
        if (options.dryRun()) {
            rehearse(run, source, options, progress);
            run.set(run.job().completed(clock.instant(), 0));
            return;
        }
        CatalogGraph.Applied applied;
        try {
            applied = telemetry.observe(
                    new Work.Stage("writing"),
                    () -> graph.apply(snapshot -> compare(run, snapshot, source, options, progress)));
        } catch (UnavailableException e) {
            if (e.code().equals("graph_commit_unknown") && committed(run)) {
                run.set(run.job()
                        .completed(clock.instant(), graph.snapshot().revision().number()));
                return;
            }
            throw e;
        }
        long revision =
                applied.change().isEmpty() ? 0 : applied.snapshot().revision().number();
        run.set(run.job().completed(clock.instant(), revision));
    }

    /** Finds what would change; also what would be removed if that is too much. */
    private void rehearse(IngestionRun run, SourceGraph source, IngestOptions options, RunProgress progress) {
        GraphSnapshot snapshot = graph.snapshot();
        try {
            compare(run, snapshot, source, options, progress);
        } catch (ConflictException refused) {
            compare(run, snapshot, source, options.forced(), progress);
            throw refused;
        }
    }

    /** Runs on the graph's writer: nothing else is written meanwhile. */
    private GraphChange compare(
            IngestionRun run, GraphSnapshot snapshot, SourceGraph source, IngestOptions options, RunProgress progress) {
        Difference difference = telemetry.observe(
                new Work.Stage("comparing"),
                () -> GraphDiff.between(snapshot, source, options.diff(), run.id(), clock.instant()));
        run.set(run.job()
                .found(difference.counts(), difference.removed(), progress.leftOut(), progress.warnings())
                .at(source.sourceName(), "writing", 0, difference.change().size()));
        if (!options.dryRun() && !run.beginCommit()) {
            throw new CancellationException();
        }
        note(run.job());
        return difference.change();
    }

    /** The connection broke at the commit: asks the graph what became of the job until it answers. */
    private boolean committed(IngestionRun run) {
        for (long pause = 100; ; pause = Math.min(pause * 2, LONGEST_PAUSE.toMillis())) {
            try {
                return store.committed(Set.of(run.id())).contains(run.id());
            } catch (UnavailableException e) {
                sleep(pause);
            }
        }
    }

    private void unexpected(IngestionRun run, RunProgress progress, String code, String message, Throwable e) {
        LOG.log(Level.ERROR, "job " + run.id() + " failed", e);
        run.fail(new InternalFailureException(code, message, e));
        end(run, progress, JobStatus.FAILED, code, message);
    }

    private void end(IngestionRun run, RunProgress progress, JobStatus how, String code, String message) {
        IngestionJob job = run.job();
        IngestionJob ended = job.found(job.counts(), job.removed(), progress.leftOut(), progress.warnings())
                .ended(how, clock.instant(), code, message);
        // What a dry run found is what it was asked for, also where that is refused.
        run.set(
                IngestOptions.of(job.config()).dryRun()
                        ? ended.found(job.counts(), job.removed(), progress.leftOut(), progress.warnings())
                        : ended);
    }

    /** Notes a job under way; if that fails the job goes on, its end is what counts. */
    private void note(IngestionJob job) {
        try {
            jobs.save(job);
        } catch (CatalogException e) {
            LOG.log(Level.WARNING, "the progress of job {0} could not be recorded: {1}", job.id(), e.getMessage());
        }
    }

    /** Records the end, again and again until the relational store takes it. */
    private void record(IngestionRun run) {
        for (long pause = 100; ; pause = Math.min(pause * 2, LONGEST_PAUSE.toMillis())) {
            try {
                jobs.save(run.job());
                run.markRecorded();
                return;
            } catch (UnavailableException e) {
                run.ended();
                sleep(pause);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "the end of job " + run.id() + " could not be recorded", e);
                return;
            }
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
