package io.datacapsule.ingest.derive;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.model.LineageState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells what could not be derived: the first capsules of each reason one by one, the others by their number. */
final class LineageWarnings {

    private static final int ONE_BY_ONE = 10;

    private final IngestProgress progress;
    private final Map<String, List<JobWarning>> byReason = new TreeMap<>();

    LineageWarnings(IngestProgress progress) {
        this.progress = progress;
    }

    void add(Dataset dataset, LineageState state) {
        String reason = state.reason();
        if (state.lacking() && reason != null) {
            String code = "column_lineage_" + state.status();
            byReason.computeIfAbsent(code + ' ' + reason.replaceFirst("[^a-z_].*", ""), key -> new ArrayList<>())
                    .add(new JobWarning(
                            code,
                            dataset.urn(),
                            state.unresolved() + (state.unresolved() == 1 ? " column" : " columns")
                                    + " could not be traced: " + reason));
        }
    }

    void tell() {
        byReason.forEach((key, warnings) -> {
            warnings.stream().limit(ONE_BY_ONE).forEach(progress::warn);
            if (warnings.size() > ONE_BY_ONE) {
                JobWarning first = warnings.get(ONE_BY_ONE);
                progress.warn(new JobWarning(
                        first.code(),
                        first.path(),
                        "The same reason (" + key.substring(key.indexOf(' ') + 1) + ") holds for this and "
                                + (warnings.size() - ONE_BY_ONE - 1) + " further capsules; each tells its own."));
            }
        });
    }
}
