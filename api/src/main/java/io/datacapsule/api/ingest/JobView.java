package io.datacapsule.api.ingest;

import io.datacapsule.ingest.ChangeCounts;
import io.datacapsule.ingest.IngestionJob;
import io.datacapsule.ingest.JobWarning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An ingestion job as callers see it.
 *
 * @param id         its identifier
 * @param sourceType {@code dbt} or {@code airflow}
 * @param sourceName project or instance, once known
 * @param status     pending, running, completed, failed, cancelled or interrupted
 * @param createdAt  when it was asked for
 * @param startedAt  when it began
 * @param finishedAt when it ended
 * @param stage      what it is doing
 * @param done       progress within the stage
 * @param expected   size of the stage, 0 if unknown
 * @param counts     what it changed
 * @param leftOut    how many things were left out or could not be told, by code
 * @param warnings   the first thousand of them
 * @param removed    URNs removed, or that would be in a dry run; the first thousand
 * @param error      why it failed
 * @param revision   the graph's revision after it, 0 if it changed nothing
 * @param retryOf    the job that it tries again
 * @param config     its options
 */
record JobView(
        UUID id,
        String sourceType,
        @Nullable String sourceName,
        String status,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String stage,
        long done,
        long expected,
        ChangeCounts counts,
        Map<String, Integer> leftOut,
        List<JobWarning> warnings,
        List<String> removed,
        @Nullable Failure error,
        long revision,
        @Nullable UUID retryOf,
        Map<String, String> config) {

    /**
     * Why a job failed.
     *
     * @param code    stable, for programs
     * @param message for a person
     */
    record Failure(String code, String message) {}

    static JobView of(IngestionJob job) {
        return new JobView(
                job.id(),
                job.sourceType(),
                job.sourceName(),
                job.status().word(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.stage(),
                job.done(),
                job.expected(),
                job.counts(),
                new TreeMap<>(job.leftOut()),
                job.warnings(),
                job.removed(),
                job.errorCode() == null ? null : new Failure(job.errorCode(), String.valueOf(job.errorMessage())),
                job.revision(),
                job.retryOf(),
                new TreeMap<>(job.config()));
    }
}
