package io.datacapsule.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of an ingestion, as recorded in the relational store.
 *
 * @param id           random
 * @param sourceType   {@code dbt} or {@code airflow}
 * @param sourceName   project or instance; null until it is known
 * @param status       where it stands
 * @param createdAt    when it was asked for
 * @param startedAt    when it began to run
 * @param finishedAt   when it ended
 * @param config       options as text, without secrets, enough to retry
 * @param stage        what a running job is doing: reading, comparing, writing
 * @param done         progress within the stage
 * @param expected     size of the stage, 0 if unknown
 * @param counts       what it changed
 * @param leftOut      how many things were left out or could not be told, by code
 * @param warnings     the first thousand of them
 * @param removed      URNs removed, or, in a dry run, that would be; the first thousand
 * @param errorCode    stable code of the failure
 * @param errorMessage the failure, for a person
 * @param revision     the graph's revision after it, 0 if it changed nothing or did not end
 * @param retryOf      the job that this one tries again
 */
public record IngestionJob(
        UUID id,
        String sourceType,
        @Nullable String sourceName,
        JobStatus status,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Map<String, String> config,
        @Nullable String stage,
        long done,
        long expected,
        ChangeCounts counts,
        Map<String, Integer> leftOut,
        List<JobWarning> warnings,
        List<String> removed,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        long revision,
        @Nullable UUID retryOf) {

    /** How many warnings and removed URNs a job lists; all are counted. */
    public static final int LISTED = 1_000;

    /** Copies what could be changed from outside. */
    public IngestionJob {
        config = Map.copyOf(new TreeMap<>(config));
        leftOut = Map.copyOf(leftOut);
        warnings = List.copyOf(warnings);
        removed = List.copyOf(removed);
    }

    /** A job that was just asked for. */
    public static IngestionJob pending(
            UUID id,
            String sourceType,
            @Nullable String sourceName,
            Instant now,
            Map<String, String> config,
            @Nullable UUID retryOf) {
        return new IngestionJob(
                id,
                sourceType,
                sourceName,
                JobStatus.PENDING,
                now,
                null,
                null,
                config,
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
                retryOf);
    }

    /** How long the work took; no time if it never began or has not ended. */
    Duration took() {
        return startedAt == null || finishedAt == null ? Duration.ZERO : Duration.between(startedAt, finishedAt);
    }

    /** This job, begun. */
    IngestionJob running(Instant now) {
        return with(JobStatus.RUNNING, sourceName, now, null, "reading", 0, 0);
    }

    /** This job at a place in its work. */
    IngestionJob at(@Nullable String source, String newStage, long newDone, long newExpected) {
        return with(status, source, startedAt, null, newStage, newDone, newExpected);
    }

    /** This job with what it found. */
    IngestionJob found(
            ChangeCounts newCounts,
            List<String> newRemoved,
            Map<String, Integer> newLeftOut,
            List<JobWarning> newWarnings) {
        return new IngestionJob(
                id,
                sourceType,
                sourceName,
                status,
                createdAt,
                startedAt,
                finishedAt,
                config,
                stage,
                done,
                expected,
                newCounts,
                newLeftOut,
                newWarnings,
                newRemoved,
                errorCode,
                errorMessage,
                revision,
                retryOf);
    }

    /** This job, ended well. */
    IngestionJob completed(Instant now, long newRevision) {
        return new IngestionJob(
                id,
                sourceType,
                sourceName,
                JobStatus.COMPLETED,
                createdAt,
                startedAt,
                now,
                config,
                null,
                0,
                0,
                counts,
                leftOut,
                warnings,
                removed,
                null,
                null,
                newRevision,
                retryOf);
    }

    /** This job, ended without a change: failed, cancelled or interrupted; what it would have changed is not claimed. */
    IngestionJob ended(JobStatus how, Instant now, String code, String message) {
        return new IngestionJob(
                id,
                sourceType,
                sourceName,
                how,
                createdAt,
                startedAt,
                now,
                config,
                stage,
                done,
                expected,
                ChangeCounts.NONE,
                leftOut,
                warnings,
                List.of(),
                code,
                message,
                0,
                retryOf);
    }

    private IngestionJob with(
            JobStatus newStatus,
            @Nullable String source,
            @Nullable Instant started,
            @Nullable Instant finished,
            @Nullable String newStage,
            long newDone,
            long newExpected) {
        return new IngestionJob(
                id,
                sourceType,
                source,
                newStatus,
                createdAt,
                started,
                finished,
                config,
                newStage,
                newDone,
                newExpected,
                counts,
                leftOut,
                warnings,
                removed,
                errorCode,
                errorMessage,
                revision,
                retryOf);
    }
}
