package io.datacapsule.ingest;

import io.datacapsule.graph.GraphStore;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.UnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** What is on record of a job, in the relational store and in the graph; where an answer is needed, it is waited for. */
final class JobRecords {

    private static final Logger LOG = System.getLogger(JobRecords.class.getName());
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final IngestionJobs jobs;
    private final GraphStore store;

    JobRecords(IngestionJobs jobs, GraphStore store) {
        this.jobs = jobs;
        this.store = store;
    }

    /** The connection broke at the commit: asks the graph what became of the job until it answers. */
    boolean committed(IngestionRun run) {
        for (long pause = 100; ; pause = Math.min(pause * 2, LONGEST_PAUSE.toMillis())) {
            try {
                return store.committed(Set.of(run.id())).contains(run.id());
            } catch (UnavailableException e) {
                sleep(pause);
            }
        }
    }

    /** Notes a job under way; if that fails the job goes on, its end is what counts. */
    void note(IngestionJob job) {
        try {
            jobs.save(job);
        } catch (CatalogException e) {
            LOG.log(Level.WARNING, "the progress of job {0} could not be recorded: {1}", job.id(), e.getMessage());
        }
    }

    /** Records the end, again and again until the relational store takes it. */
    void end(IngestionRun run) {
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
