package io.datacapsule.api.airflow;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;

/** Takes the progress of a thread that fetches, for the thread of the job to pass it on. */
final class LatestPlace implements IngestProgress {

    private record Place(String stage, long done, long expected) {}

    private final IngestProgress job;
    private volatile Place latest = new Place("connecting", 0, 0);

    LatestPlace(IngestProgress job) {
        this.job = job;
    }

    /** Passes on where the work stands; throws if the job was cancelled. */
    void tell() {
        Place place = latest;
        job.at(place.stage, place.done, place.expected);
    }

    @Override
    public void at(String stage, long done, long expected) {
        latest = new Place(stage, done, expected);
    }

    @Override
    public void warn(JobWarning warning) {
        job.warn(warning);
    }
}
