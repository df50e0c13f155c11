package io.datacapsule.telemetry;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, as short texts. */
public final class RecordingTelemetry implements Telemetry {

    /** Work that ended, in that order: {@code Stage[name=reading]}, with {@code failed} behind it if it did. */
    public final List<String> ended = new CopyOnWriteArrayList<>();

    /** Jobs that ended: {@code dbt completed}. */
    public final List<String> jobs = new CopyOnWriteArrayList<>();

    /** How long these took. */
    public final List<Duration> took = new CopyOnWriteArrayList<>();

    @Override
    public Running begin(Work work) {
        return failure -> ended.add(work + (failure == null ? "" : " failed"));
    }

    @Override
    public void jobEnded(String sourceType, String status, Duration time) {
        jobs.add(sourceType + " " + status);
        took.add(time);
    }

    @Override
    public void committed(int changes, long rows) {
        ended.add(changes + " changes, " + rows + " rows");
    }
}
