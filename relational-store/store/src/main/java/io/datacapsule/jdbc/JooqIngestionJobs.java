package io.datacapsule.jdbc;

import static io.datacapsule.jdbc.schema.Tables.INGESTION_JOBS;

import io.datacapsule.ingest.ChangeCounts;
import io.datacapsule.ingest.IngestionJob;
import io.datacapsule.ingest.IngestionJobs;
import io.datacapsule.ingest.JobStatus;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.jdbc.schema.tables.records.IngestionJobsRecord;
import io.datacapsule.model.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.types.DayToSecond;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Ingestion jobs as rows, one each; times are kept to the microsecond. */
final class JooqIngestionJobs implements IngestionJobs {

    /** That a job has not ended. */
    static final Condition OPEN =
            INGESTION_JOBS.STATUS.in(DSL.inline(JobStatus.PENDING.word()), DSL.inline(JobStatus.RUNNING.word()));

    private final Queries queries;
    private final UUID server;

    /** The jobs as that server sees them. */
    JooqIngestionJobs(Queries queries, UUID server) {
        this.queries = queries;
        this.server = server;
    }

    @Override
    public void save(IngestionJob job) {
        IngestionJobsRecord row = row(job);
        queries.run(sql -> sql.insertInto(INGESTION_JOBS)
                .set(row)
                .set(INGESTION_JOBS.SERVER, server)
                .set(INGESTION_JOBS.SEEN_AT, DSL.currentInstant())
                .onConflict(INGESTION_JOBS.ID)
                .doUpdate()
                .set(row)
                .where(OPEN)
                .execute());
    }

    @Override
    public Optional<IngestionJob> find(UUID id) {
        return queries.run(sql -> sql.selectFrom(INGESTION_JOBS)
                .where(INGESTION_JOBS.ID.eq(id))
                .fetchOptional()
                .map(JooqIngestionJobs::job));
    }

    @Override
    public Page<IngestionJob> list(@Nullable String sourceType, @Nullable JobStatus status, int limit, int offset) {
        Condition wanted = DSL.noCondition();
        if (sourceType != null) {
            wanted = wanted.and(INGESTION_JOBS.SOURCE_TYPE.eq(sourceType));
        }
        if (status != null) {
            wanted = wanted.and(INGESTION_JOBS.STATUS.eq(status.word()));
        }
        Condition filter = wanted;
        return queries.run(sql -> new Page<>(
                sql.selectFrom(INGESTION_JOBS)
                        .where(filter)
                        .orderBy(INGESTION_JOBS.CREATED_AT.desc(), INGESTION_JOBS.ID)
                        .limit(limit)
                        .offset(offset)
                        .fetch(JooqIngestionJobs::job),
                sql.fetchCount(INGESTION_JOBS, filter),
                limit,
                offset));
    }

    @Override
    public List<IngestionJob> open() {
        return queries.run(sql -> sql.selectFrom(INGESTION_JOBS)
                .where(OPEN)
                .orderBy(INGESTION_JOBS.CREATED_AT, INGESTION_JOBS.ID)
                .fetch(JooqIngestionJobs::job));
    }

    @Override
    public List<IngestionJob> watch(Collection<UUID> running, Duration silence) {
        return queries.run(sql -> {
            if (!running.isEmpty()) {
                sql.update(INGESTION_JOBS)
                        .set(INGESTION_JOBS.SEEN_AT, DSL.currentInstant())
                        .where(OPEN)
                        .and(INGESTION_JOBS.ID.in(running))
                        .execute();
            }
            // by the clock of the database, which is the same for all servers
            Field<Instant> oldest = DSL.currentInstant().sub(DSL.inline(DayToSecond.valueOf(silence)));
            return sql.selectFrom(INGESTION_JOBS)
                    .where(OPEN)
                    .and(INGESTION_JOBS.ID.notIn(running))
                    .and(INGESTION_JOBS
                            .SERVER
                            .eq(server)
                            .or(INGESTION_JOBS.SEEN_AT.isNull())
                            .or(INGESTION_JOBS.SEEN_AT.le(oldest)))
                    .orderBy(INGESTION_JOBS.CREATED_AT, INGESTION_JOBS.ID)
                    .fetch(JooqIngestionJobs::job);
        });
    }

    @Override
    public boolean askToCancel(UUID id) {
        return queries.run(sql -> sql.update(INGESTION_JOBS)
                        .set(INGESTION_JOBS.CANCEL_ASKED, true)
                        .where(INGESTION_JOBS.ID.eq(id))
                        .and(OPEN)
                        .execute())
                == 1;
    }

    @Override
    public Set<UUID> toCancel(Collection<UUID> running) {
        return running.isEmpty()
                ? Set.of()
                : queries.run(sql -> sql.select(INGESTION_JOBS.ID)
                        .from(INGESTION_JOBS)
                        .where(INGESTION_JOBS.ID.in(running))
                        .and(INGESTION_JOBS.CANCEL_ASKED)
                        .fetchSet(INGESTION_JOBS.ID));
    }

    @Override
    public Set<UUID> removeEnded() {
        return queries.run(sql -> sql.deleteFrom(INGESTION_JOBS)
                .where(DSL.not(OPEN))
                .returningResult(INGESTION_JOBS.ID)
                .fetchSet(INGESTION_JOBS.ID));
    }

    private static IngestionJobsRecord row(IngestionJob job) {
        IngestionJobsRecord row = new IngestionJobsRecord();
        row.setId(job.id());
        row.setSourceType(job.sourceType());
        row.setSourceName(StoredJson.storable(job.sourceName()));
        row.setStatus(job.status().word());
        row.setCreatedAt(job.createdAt());
        row.setStartedAt(job.startedAt());
        row.setFinishedAt(job.finishedAt());
        row.setConfig(StoredJson.write(job.config()));
        row.setStage(StoredJson.storable(job.stage()));
        row.setDone(job.done());
        row.setExpected(job.expected());
        row.setCounts(StoredJson.write(job.counts()));
        row.setLeftOut(StoredJson.write(job.leftOut()));
        row.setWarnings(StoredJson.write(job.warnings()));
        row.setRemoved(StoredJson.write(job.removed()));
        row.setErrorCode(StoredJson.storable(job.errorCode()));
        row.setErrorMessage(StoredJson.storable(job.errorMessage()));
        row.setRevision(job.revision());
        row.setRetryOf(job.retryOf());
        return row;
    }

    private static IngestionJob job(IngestionJobsRecord row) {
        return new IngestionJob(
                row.getId(),
                row.getSourceType(),
                row.getSourceName(),
                JobStatus.of(row.getStatus()).orElseThrow(),
                row.getCreatedAt(),
                row.getStartedAt(),
                row.getFinishedAt(),
                StoredJson.read(row.getConfig(), new TypeReference<Map<String, String>>() {}),
                row.getStage(),
                row.getDone(),
                row.getExpected(),
                StoredJson.read(row.getCounts(), new TypeReference<ChangeCounts>() {}),
                StoredJson.read(row.getLeftOut(), new TypeReference<Map<String, Integer>>() {}),
                StoredJson.read(row.getWarnings(), new TypeReference<List<JobWarning>>() {}),
                StoredJson.read(row.getRemoved(), new TypeReference<List<String>>() {}),
                row.getErrorCode(),
                row.getErrorMessage(),
                row.getRevision(),
                row.getRetryOf());
    }
}
