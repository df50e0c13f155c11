package io.datacapsule.ingest;

import io.datacapsule.model.Page;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of all ingestion jobs. Implementations are safe for use by many threads and durable when a method returns;
 * they throw {@link io.datacapsule.model.UnavailableException} while their store is away.
 */
public interface IngestionJobs {

    /** Writes the job, whether new or known. A job that has ended stays as it is: the call is then without effect. */
    void save(IngestionJob job);

    /** The job of that id. */
    Optional<IngestionJob> find(UUID id);

    /** Jobs, the latest asked for first (then by id); null filters nothing. */
    Page<IngestionJob> list(@Nullable String sourceType, @Nullable JobStatus status, int limit, int offset);

    /** All jobs that have not ended, oldest first. */
    List<IngestionJob> open();

    /**
     * Says that this server still works at these, and answers the open ones that nobody works at, oldest first: those of this
     * server that are not among them, and those of others who said nothing of them for so long.
     */
    List<IngestionJob> watch(Collection<UUID> running, Duration silence);

    /** Notes that somebody wants that job to stop, for the server that runs it; false if it has ended. */
    boolean askToCancel(UUID id);

    /** Those of these jobs that somebody wants to stop. */
    Set<UUID> toCancel(Collection<UUID> running);

    /** Takes all jobs away that have ended, and answers which. */
    Set<UUID> removeEnded();
}
