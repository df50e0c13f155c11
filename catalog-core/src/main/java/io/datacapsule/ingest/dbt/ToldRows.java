package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.ToldLineage;
import io.datacapsule.ingest.ToldLineage.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one dataset in dbt's column lineage, each once, with the latest of their times. */
final class ToldRows {

    private final Set<Told> rows = new LinkedHashSet<>();
    private @Nullable Instant latest;

    void add(Told told, @Nullable Instant at) {
        if (!told.origin().isEmpty()
                && (told.use() == ToldLineage.Use.READ || !told.column().isEmpty())) {
            rows.add(told);
        }
        if (at != null && (latest == null || at.isAfter(latest))) {
            latest = at;
        }
    }

    ToldLineage lineage() {
        return new ToldLineage("dbt", latest, new ArrayList<>(rows));
    }
}
