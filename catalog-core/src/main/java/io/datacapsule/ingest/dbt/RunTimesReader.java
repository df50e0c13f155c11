package io.datacapsule.ingest.dbt;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads when data was last written from run results, or last loaded from source freshness, of any version. The result maps
 * unique ids to times.
 */
final class RunTimesReader {

    private static final Set<String> SUCCESS = Set.of("success", "pass");
    /** Commands that write results without writing data. */
    private static final Set<String> DRY = Set.of("compile", "generate", "docs", "show", "list", "ls", "parse");

    private final ArtifactKind kind;
    private final Map<String, Instant> times = new HashMap<>();

    private RunTimesReader(ArtifactKind kind) {
        this.kind = kind;
    }

    /** Times at which a node was executed with success. Results of a command that writes no data tell nothing. */
    static Map<String, Instant> executed(JsonCursor in) {
        return new RunTimesReader(ArtifactKind.RUN_RESULTS).read(in);
    }

    /** Times of the latest row of each source. */
    static Map<String, Instant> loaded(JsonCursor in) {
        return new RunTimesReader(ArtifactKind.SOURCES).read(in);
    }

    private Map<String, Instant> read(JsonCursor in) {
        boolean hasResults = false;
        String command = null;
        for (String section = in.nextName(); section != null; section = in.nextName()) {
            switch (section) {
                case "metadata" -> ArtifactMetadata.read(in, kind);
                case "args" -> command = command(in);
                case "results", "sources" -> {
                    hasResults = true;
                    readResults(in);
                }
                default -> in.skip();
            }
        }
        if (!hasResults) {
            throw in.error(ArtifactErrors.INVALID, "these are not " + kind.title + ": there is no 'results'");
        }
        if (command != null && DRY.contains(command)) {
            in.warn("results_without_data", "Ignored: 'dbt " + command + "' wrote these results; it writes no data");
            return Map.of();
        }
        return times;
    }

    private static @Nullable String command(JsonCursor in) {
        String command = null;
        if (in.enterObject()) {
            for (String field = in.nextName(); field != null; field = in.nextName()) {
                if (field.equals("which")) {
                    command = in.text();
                } else {
                    in.skip();
                }
            }
        }
        return command;
    }

    /** A list of results; up to dbt 0.20 freshness was a map of unique ids to results. */
    private void readResults(JsonCursor in) {
        if (in.atArray()) {
            while (in.nextElement()) {
                if (in.enterObject()) {
                    readResult(in, null);
                }
            }
        } else if (in.atObject()) {
            for (String id = in.nextName(); id != null; id = in.nextName()) {
                if (in.enterObject()) {
                    readResult(in, id);
                }
            }
        } else {
            throw in.error(ArtifactErrors.INVALID, "a list belongs here, not " + in.found());
        }
    }

    private void readResult(JsonCursor in, @Nullable String key) {
        String id = key;
        String status = null;
        Instant executed = null;
        Instant loaded = null;
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "unique_id" -> id = in.text();
                case "status" -> status = in.shared();
                case "timing" -> executed = executedAt(in);
                case "max_loaded_at" -> loaded = Timestamps.read(in);
                default -> in.skip();
            }
        }
        boolean run = kind == ArtifactKind.RUN_RESULTS;
        Instant time = run ? executed : loaded;
        if (id != null && time != null && (!run || (status != null && SUCCESS.contains(status)))) {
            times.merge(id, time, (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    private static @Nullable Instant executedAt(JsonCursor in) {
        Instant executed = null;
        if (!in.enterArray()) {
            return null;
        }
        while (in.nextElement()) {
            String step = null;
            Instant completed = null;
            if (!in.enterObject()) {
                continue;
            }
            for (String field = in.nextName(); field != null; field = in.nextName()) {
                switch (field) {
                    case "name" -> step = in.shared();
                    case "completed_at" -> completed = Timestamps.read(in);
                    default -> in.skip();
                }
            }
            executed = "execute".equals(step) ? completed : executed;
        }
        return executed;
    }
}
