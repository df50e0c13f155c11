package io.datacapsule.ingest;

/**
 * How a running ingestion says where it stands and hears that it should stop. Implementations are cheap to call often and safe
 * for use by many threads.
 */
public interface IngestProgress {

    /**
     * Says what is being done and how far it is; {@code expected} is 0 if unknown.
     *
     * @throws java.util.concurrent.CancellationException if the job was cancelled, which must be let through
     */
    void at(String stage, long done, long expected);

    /** Notes something left out or that could not be told. Everything is counted; the first thousand are listed. */
    void warn(JobWarning warning);
}
