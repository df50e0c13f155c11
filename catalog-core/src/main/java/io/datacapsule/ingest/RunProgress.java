package io.datacapsule.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Follows one run: keeps its warnings, passes its progress on at most twice a second, stops it when it was cancelled. */
final class RunProgress implements IngestProgress {

    private static final long EVERY_NANOS = 500_000_000L;

    /** A place in the work. */
    record Place(String stage, long done, long expected) {}

    private final IngestionRun run;
    private final BiConsumer<Place, Boolean> report;
    private final Map<String, Integer> leftOut = new HashMap<>();
    private final List<JobWarning> warnings = new ArrayList<>();
    private List<JobWarning> compared = List.of();
    private String stage = "";
    private long reported = System.nanoTime();

    /** {@code report} is told the place and whether it should be recorded durably too. */
    RunProgress(IngestionRun run, BiConsumer<Place, Boolean> report) {
        this.run = run;
        this.report = report;
    }

    @Override
    public synchronized void at(String stage, long done, long expected) {
        if (run.cancelled()) {
            throw new CancellationException();
        }
        long now = System.nanoTime();
        boolean record = now - reported > EVERY_NANOS;
        if (record || !stage.equals(this.stage)) {
            report.accept(new Place(stage, done, expected), record);
        }
        this.stage = stage;
        reported = record ? now : reported;
    }

    @Override
    public synchronized void warn(JobWarning warning) {
        leftOut.merge(warning.code(), 1, Integer::sum);
        if (warnings.size() < IngestionJob.LISTED) {
            warnings.add(warning);
        }
    }

    /** Replaces what was warned of by a comparison, since that can be made again. */
    synchronized void compared(List<JobWarning> found) {
        compared = found;
    }

    /** Forgets what was warned of, because the source is read again. */
    synchronized void restart() {
        leftOut.clear();
        warnings.clear();
        compared = List.of();
    }

    synchronized Map<String, Integer> leftOut() {
        Map<String, Integer> counts = new HashMap<>(leftOut);
        compared.forEach(warning -> counts.merge(warning.code(), 1, Integer::sum));
        return Map.copyOf(counts);
    }

    /** What a comparison found comes first: it says what was not done, and must not be lost among much else. */
    synchronized List<JobWarning> warnings() {
        return Stream.concat(compared.stream(), warnings.stream())
                .limit(IngestionJob.LISTED)
                .toList();
    }
}
