package io.datacapsule.ingest.airflow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task of a DAG as the instance tells it. Texts are as sent; what is blank counts as not told. Which DAG a task triggers or
 * waits for stands in its rendered fields ({@code trigger_dag_id}, {@code external_dag_id} …) and is read from there.
 *
 * @param id          {@code task_id}, with the ids of its groups before it where Airflow puts them there
 * @param displayName {@code task_display_name}
 * @param operator    {@code class_ref.class_name}, else {@code operator_name}
 * @param module      {@code class_ref.module_path}
 * @param triggerRule such as {@code all_success}
 * @param retries     how often it is tried again; null if not told
 * @param mapped      whether it is mapped dynamically
 * @param doc         {@code doc_md}, Markdown
 * @param owner       as the task names it
 * @param downstream  {@code downstream_task_ids}
 * @param rendered    {@code rendered_fields} of the latest task instance, what is not text as its JSON; null if the instance told
 *                    none (no run yet, skipped, not asked for), so that links found earlier stay; an empty map is taken for
 *                    that. Read for links, never stored.
 */
public record AirflowTask(
        String id,
        @Nullable String displayName,
        @Nullable String operator,
        @Nullable String module,
        @Nullable String triggerRule,
        @Nullable Integer retries,
        boolean mapped,
        @Nullable String doc,
        @Nullable String owner,
        List<String> downstream,
        @Nullable Map<String, String> rendered) {

    /** Copies what could be changed from outside. */
    public AirflowTask {
        downstream = List.copyOf(downstream);
        rendered = rendered == null || rendered.isEmpty() ? null : Map.copyOf(rendered);
    }

    /** Leaves out the rendered fields, which may hold secrets. */
    @Override
    public String toString() {
        return "AirflowTask[" + id + "]";
    }
}
