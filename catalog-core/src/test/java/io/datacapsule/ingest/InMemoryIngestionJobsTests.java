package io.datacapsule.ingest;

/** The fake keeps the promises of the port. */
class InMemoryIngestionJobsTests extends IngestionJobsContract {

    private final InMemoryIngestionJobs jobs = new InMemoryIngestionJobs();

    @Override
    protected IngestionJobs jobs() {
        return jobs;
    }

    @Override
    protected IngestionJobs jobsOfAnotherServer() {
        return jobs.elsewhere();
    }
}
