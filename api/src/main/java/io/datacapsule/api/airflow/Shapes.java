package io.datacapsule.api.airflow;

import io.datacapsule.ingest.airflow.AirflowAsset;
import io.datacapsule.ingest.airflow.AirflowDag;
import io.datacapsule.ingest.airflow.AirflowRun;
import io.datacapsule.ingest.airflow.AirflowTask;
import io.datacapsule.ingest.airflow.AirflowTaskRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes of the JSON of both APIs what they have in common. An entry without what names it is none. */
final class Shapes {

    /** The field that holds a DAG's schedule in Airflow before 2.9 is an object; these are its texts. */
    private static final String INTERVAL = "schedule_interval";

    private Shapes() {}

    /** A DAG as the list has it, without what is asked for one by one. */
    static Optional<AirflowDag> dag(JsonNode node) {
        return id(node, "dag_id")
                .map(id -> new AirflowDag(
                        id,
                        Told.text(node, "dag_display_name"),
                        Told.text(node, "description"),
                        null,
                        Told.text(node, "relative_fileloc", "fileloc"),
                        Told.texts(node, "owners", "name"),
                        Told.texts(node, "tags", "name"),
                        schedule(node),
                        Told.text(node, "timetable_description"),
                        node.path("is_paused").asBoolean(false),
                        node.has("is_stale")
                                ? !node.path("is_stale").asBoolean(false)
                                : node.path("is_active").asBoolean(true),
                        null,
                        null,
                        Told.time(node, "next_dagrun_create_after", "next_dagrun_run_after"),
                        List.of()));
    }

    private static @Nullable String schedule(JsonNode node) {
        String summary = Told.text(node, "timetable_summary", INTERVAL);
        if (summary != null) {
            return summary;
        }
        JsonNode interval = node.path(INTERVAL);
        String cron = Told.text(interval, "value");
        return cron != null || !interval.isObject() || interval.isEmpty() ? cron : interval.toString();
    }

    static Optional<AirflowTask> task(JsonNode node) {
        return id(node, "task_id")
                .map(id -> new AirflowTask(
                        id,
                        Told.text(node, "task_display_name"),
                        Optional.ofNullable(Told.text(node.path("class_ref"), "class_name"))
                                .orElse(Told.text(node, "operator_name")),
                        Told.text(node.path("class_ref"), "module_path"),
                        Told.text(node, "trigger_rule"),
                        node.path("retries").isNumber()
                                ? (int) node.path("retries").asDouble(0)
                                : null,
                        node.path("is_mapped").asBoolean(false),
                        Told.text(node, "doc_md"),
                        Told.text(node, "owner"),
                        Told.texts(node, "downstream_task_ids", "task_id"),
                        null));
    }

    static Optional<AirflowAsset> asset(JsonNode node) {
        return id(node, "uri")
                .map(uri -> new AirflowAsset(
                        uri,
                        Told.text(node, "name"),
                        Told.text(node, "group"),
                        refs(node, "producing_tasks"),
                        Told.texts(node, node.has("scheduled_dags") ? "scheduled_dags" : "consuming_dags", "dag_id"),
                        refs(node, "consuming_tasks")));
    }

    private static List<AirflowTaskRef> refs(JsonNode node, String field) {
        return node.path(field)
                .valueStream()
                .flatMap(ref ->
                        id(ref, "dag_id")
                                .flatMap(dag -> id(ref, "task_id").map(task -> new AirflowTaskRef(dag, task)))
                                .stream())
                .distinct()
                .toList();
    }

    static Optional<AirflowRun> run(JsonNode node) {
        return Optional.ofNullable(Told.text(node, "state"))
                .map(state -> new AirflowRun(
                        state,
                        Told.time(node, "start_date"),
                        Told.time(node, "end_date"),
                        Told.time(node, "logical_date", "execution_date")));
    }

    /** The rendered fields of a task instance, those of no interest left out: an environment holds secrets. */
    static Map<String, String> rendered(JsonNode node) {
        Map<String, String> fields = new TreeMap<>();
        node.path("rendered_fields").properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (!value.isNull() && !UNREAD.contains(field.getKey())) {
                fields.put(field.getKey(), value.isString() ? value.asString() : value.toString());
            }
        });
        return fields;
    }

    private static final Set<String> UNREAD =
            Set.of("env", "env_vars", "environment", "headers", "private_environment", "secrets");

    private static Optional<String> id(JsonNode node, String name) {
        return Optional.ofNullable(Told.text(node, name)).filter(id -> !id.equals(".") && !id.equals(".."));
    }
}
