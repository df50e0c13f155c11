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
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Carries out one job after the other, from its source to its recorded end. */
final class IngestionWork {

    private static final Logger LOG = System.getLogger(IngestionWork.class.getName());

    private final CatalogGraph graph;
    private final JobRecords records;
    private final MetadataSources sources;
    private final Clock clock;
    private final Telemetry telemetry;
    /** Threads of their own: reading computes for long and would keep the carriers of virtual threads from requests. Requests come first. */
    private final ExecutorService readers = Executors.newFixedThreadPool(
            2,
            Thread.ofPlatform()
                    .daemon()
                    .priority(Thread.MIN_PRIORITY)
                    .name("ingest-", 0)
                    .factory());

    IngestionWork(
            CatalogGraph graph,
            GraphStore store,
            IngestionJobs jobs,
            MetadataSources sources,
            Clock clock,
            Telemetry telemetry) {
        this.graph = graph;
        this.records = new JobRecords(jobs, store);
        this.sources = sources;
        this.clock = clock;
        this.telemetry = telemetry;
    }

    /** Runs the job to its end, as a part of the work that asked for it; throws nothing. */
    void run(IngestionRun run, IngestOptions options, Telemetry.Place asked) {
        try {
            asked.within(() -> runToItsEnd(run, options));
        } finally {
            run.markOver();
            run.ended();
        }
    }

    private IngestionJob runToItsEnd(IngestionRun run, IngestOptions options) {
        RunProgress progress = new RunProgress(run, (place, record) -> {
            run.set(run.job().at(run.job().sourceName(), place.stage(), place.done(), place.expected()));
            if (record) {
                records.note(run.job());
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
        log(job);
        records.end(run);
        return job;
    }

    /** The error by its code only: its message may quote the source. */
    private static void log(IngestionJob job) {
        if (job.errorCode() == null) {
            LOG.log(Level.INFO, "ingestion job {0} completed", job.id());
        } else {
            LOG.log(
                    job.status() == JobStatus.FAILED ? Level.WARNING : Level.INFO,
                    "ingestion job {0} ended with error {1}",
                    job.id(),
                    job.errorCode());
        }
    }

    private void carryOutInTurn(IngestionRun run, IngestOptions options, RunProgress progress) throws Exception {
        try {
            Telemetry.Place asked = telemetry.here();
            readers.submit(() -> asked.within(() -> telemetry.observe(new Work.Job(run.id()), () -> {
                        carryOut(run, options, progress);
                        return run;
                    })))
                    .get();
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
        records.note(run.job());
        SourceGraph source = read(run, progress);
        if (options.dryRun()) {
            rehearse(run, source, options, progress);
            run.set(run.job().completed(clock.instant(), 0));
            return;
        }
        CatalogGraph.Applied applied;
        try {
            Optional<CatalogGraph.Applied> done = apply(run, source, options, progress);
            while (done.isEmpty()) {
                progress.restart();
                done = apply(run, read(run, progress), options, progress);
            }
            applied = done.get();
        } catch (UnavailableException e) {
            if (e.code().equals("graph_commit_unknown") && records.committed(run)) {
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

    private SourceGraph read(IngestionRun run, RunProgress progress) {
        progress.at("reading", 0, 0);
        SourceGraph source = telemetry.observe(
                new Work.Stage("reading"),
                () -> sources.open(run.job().sourceType(), run.job().config()).read(progress));
        run.set(run.job()
                .at(source.sourceName(), "comparing", 0, source.capsules().size()));
        run.readingEnded();
        return source;
    }

    /** Writes what changed; nothing, and empty, if another job replaced lineage that the source was told to be known. */
    private Optional<CatalogGraph.Applied> apply(
            IngestionRun run, SourceGraph source, IngestOptions options, RunProgress progress) {
        AtomicBoolean replaced = new AtomicBoolean();
        CatalogGraph.Applied applied = telemetry.observe(
                new Work.Stage("writing"),
                () -> graph.apply(snapshot -> {
                    replaced.set(!KnownLineage.stands(snapshot, source));
                    return replaced.get()
                            ? new PendingChange().toChange(Optional.empty())
                            : compare(run, snapshot, source, options, progress);
                }));
        return replaced.get() ? Optional.empty() : Optional.of(applied);
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
        progress.compared(difference.warnings());
        run.set(run.job()
                .found(difference.counts(), difference.removed(), progress.leftOut(), progress.warnings())
                .at(source.sourceName(), "writing", 0, difference.change().size()));
        if (!options.dryRun() && !run.beginCommit()) {
            throw new CancellationException();
        }
        records.note(run.job());
        return difference.change();
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
}
