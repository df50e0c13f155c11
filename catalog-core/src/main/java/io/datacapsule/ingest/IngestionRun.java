package io.datacapsule.ingest;

import io.datacapsule.model.CatalogException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A job of this process, running or ended: what is known of it now, and waiting for it. Safe for any number of threads. */
public final class IngestionRun {

    private volatile IngestionJob job;
    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable CatalogException failure;
    private volatile boolean recorded;
    private volatile boolean over;
    private boolean cancelled;
    private boolean committing;

    IngestionRun(IngestionJob job) {
        this.job = job;
    }

    /** The job's identifier. */
    public UUID id() {
        return job().id();
    }

    /** The job as it stands now. */
    public IngestionJob job() {
        return job;
    }

    /** The error that ended it, with its position in a file where there is one. */
    public Optional<CatalogException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Waits until the source was read, or the job ended, or the time is up. */
    public IngestionJob awaitRead(Duration atMost) {
        return await(read, atMost);
    }

    /** Waits until the job ended and its end is recorded, or the time is up. */
    public IngestionJob awaitEnd(Duration atMost) {
        return await(ended, atMost);
    }

    private IngestionJob await(CountDownLatch latch, Duration atMost) {
        try {
            if (latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return job();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return job();
    }

    IngestionJob set(IngestionJob next) {
        job = next;
        return next;
    }

    void fail(CatalogException e) {
        failure = e;
    }

    void readingEnded() {
        read.countDown();
    }

    void markRecorded() {
        recorded = true;
    }

    /** Whether the end of the job is in the relational store. */
    boolean recorded() {
        return recorded;
    }

    /** Says that nothing is done for the job any more, recording its end included. */
    void markOver() {
        over = true;
    }

    /** Whether nothing is done for the job any more. */
    boolean over() {
        return over;
    }

    void ended() {
        read.countDown();
        ended.countDown();
    }

    /** Asks the job to stop; answers whether it still can. */
    synchronized boolean cancel() {
        cancelled |= !committing && !job().status().ended();
        return cancelled;
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    /** Marks the point of no return; answers whether the job may pass it. */
    synchronized boolean beginCommit() {
        committing = !cancelled;
        return committing;
    }
}
