package io.datacapsule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.ingest.ChangeCounts;
import io.datacapsule.ingest.IngestionJob;
import io.datacapsule.ingest.IngestionJobs;
import io.datacapsule.ingest.IngestionJobsContract;
import io.datacapsule.ingest.JobStatus;
import io.datacapsule.ingest.JobWarning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract on a real PostgreSQL, and what only a database can get wrong. */
abstract class JooqIngestionJobsContract extends IngestionJobsContract {

    private RelationalStore store;

    /** The database to use, which may be in any state. */
    abstract DatabaseUrl database();

    @BeforeEach
    void openAnEmptyStore() {
        store = TestDatabase.emptyStore(database());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected IngestionJobs jobs() {
        return store.jobs(new UUID(0, 1));
    }

    @Override
    protected IngestionJobs jobsOfAnotherServer() {
        return store.jobs(new UUID(0, 2));
    }

    @Test
    void replacesCharactersThatPostgresCannotHold() {
        IngestionJob job = new IngestionJob(
                UUID.randomUUID(),
                "dbt",
                "zero \0 character",
                JobStatus.FAILED,
                Instant.EPOCH,
                null,
                null,
                Map.of("half \ud800", "zero \0"),
                null,
                0,
                0,
                ChangeCounts.NONE,
                Map.of("zero \0", 1),
                List.of(new JobWarning("code", "path", "half \udc00 pair")),
                List.of(),
                null,
                "half \ud800 pair",
                0,
                null);

        jobs().save(job);

        IngestionJob found = jobs().find(job.id()).orElseThrow();
        assertThat(found.sourceName()).isEqualTo("zero \ufffd character");
        assertThat(found.config()).isEqualTo(Map.of("half ?", "zero \ufffd"));
        assertThat(found.leftOut()).isEqualTo(Map.of("zero \ufffd", 1));
        assertThat(found.warnings()).containsExactly(new JobWarning("code", "path", "half ? pair"));
        assertThat(found.errorMessage()).isEqualTo("half ? pair");
    }

    @Test
    void findsJobsAfterTheStoreWasOpenedAgain() {
        IngestionJob job =
                IngestionJob.pending(UUID.randomUUID(), "dbt", "shop", Instant.EPOCH, Map.of("a", "b"), null);
        jobs().save(job);

        try (RelationalStore again = RelationalStore.open(database())) {
            assertThat(again.jobs().find(job.id())).contains(job);
        }
    }
}
