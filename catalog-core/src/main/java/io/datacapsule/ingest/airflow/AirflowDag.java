package io.datacapsule.ingest.airflow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DAG as the instance tells it. Texts are as sent; what is blank counts as not told.
 *
 * @param id            {@code dag_id}
 * @param displayName   {@code dag_display_name}
 * @param description   in short
 * @param doc           {@code doc_md}, Markdown
 * @param file          {@code relative_fileloc}, else {@code fileloc}
 * @param owners        in the order told
 * @param tags          their names
 * @param schedule      {@code timetable_summary}, or the text in {@code schedule_interval}
 * @param timetable     {@code timetable_description}
 * @param paused        whether it is paused
 * @param active        {@code is_active} of Airflow 2, the opposite of {@code is_stale} of Airflow 3
 * @param lastRun       its latest run; null if it has none or none was asked for
 * @param lastSuccessAt when its latest successful run ended; null if unknown
 * @param nextRunAt     {@code next_dagrun_create_after} or {@code next_dagrun_run_after}
 * @param tasks         each id once
 */
public record AirflowDag(
        String id,
        @Nullable String displayName,
        @Nullable String description,
        @Nullable String doc,
        @Nullable String file,
        List<String> owners,
        List<String> tags,
        @Nullable String schedule,
        @Nullable String timetable,
        boolean paused,
        boolean active,
        @Nullable AirflowRun lastRun,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant nextRunAt,
        List<AirflowTask> tasks) {

    /** Copies what could be changed from outside. */
    public AirflowDag {
        owners = List.copyOf(owners);
        tags = List.copyOf(tags);
        tasks = List.copyOf(tasks);
    }
}
