package io.datacapsule.api.airflow;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what is said, and can be cancelled. */
final class NotedProgress implements IngestProgress {

    final List<JobWarning> warnings = new CopyOnWriteArrayList<>();
    final Set<String> stages = new ConcurrentSkipListSet<>();
    private volatile boolean cancelled;

    void cancel() {
        cancelled = true;
    }

    @Override
    public void at(String stage, long done, long expected) {
        if (cancelled) {
            throw new CancellationException();
        }
        stages.add(stage);
    }

    @Override
    public void warn(JobWarning warning) {
        warnings.add(warning);
    }

    List<String> codes() {
        return warnings.stream().map(JobWarning::code).distinct().toList();
    }
}
