package io.datacapsule.ingest;

import java.util.Locale;
import java.util.Optional;

/** Where an ingestion job stands. */
public enum JobStatus {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** The server stopped while it ran and the graph did not commit it. */
    INTERRUPTED;

    /** Whether the job is over. */
    public boolean ended() {
        return this != PENDING && this != RUNNING;
    }

    /** The word used in the API and in PostgreSQL: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that word, in any case. */
    public static Optional<JobStatus> of(String word) {
        for (JobStatus status : values()) {
            if (status.name().equalsIgnoreCase(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
