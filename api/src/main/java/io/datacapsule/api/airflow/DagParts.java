package io.datacapsule.api.airflow;

import io.datacapsule.ingest.airflow.AirflowDag;
import io.datacapsule.ingest.airflow.AirflowRun;
import io.datacapsule.ingest.airflow.AirflowTask;
import io.datacapsule.model.UpstreamException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Fetches what an instance tells of one DAG at a time: at most its tasks, its text, its latest run, its latest good run and the
 * rendered fields of one of them, in five requests and what more pages of the last there are. Safe for use by many threads.
 */
final class DagParts {

    /** Pages of task instances: mapped tasks may have thousands, which look alike. */
    private static final int MOST_PAGES = 5;

    private final Session session;
    private final int pageLimit;
    private final Gaps gaps;
    private final Set<String> closed = ConcurrentHashMap.newKeySet();

    DagParts(Session session, int pageLimit, Gaps gaps) {
        this.session = session;
        this.pageLimit = pageLimit;
        this.gaps = gaps;
    }

    /** A run with the identifier under which its tasks are found. */
    private record FoundRun(String id, AirflowRun run) {}

    /** The DAG with its tasks, text and runs; what cannot be read is noted. */
    AirflowDag complete(AirflowDag dag) {
        List<AirflowTask> tasks = part("tasks", dag, () -> tasks(dag)).orElse(List.of());
        Optional<JsonNode> details =
                part("details", dag, () -> session.get(List.of("dags", dag.id(), "details"), Map.of()));
        Optional<FoundRun> last = part("runs", dag, () -> latest(dag, "")).flatMap(run -> run);
        Optional<FoundRun> good = last.isEmpty() || last.get().run().state().equals("success")
                ? last
                : part("runs", dag, () -> latest(dag, "success")).flatMap(run -> run);
        Map<String, Map<String, String>> rendered = good.or(() -> last)
                .flatMap(run -> part("rendered fields", dag, () -> rendered(dag, run.id())))
                .orElse(Map.of());
        return with(
                dag,
                details.map(node -> Told.text(node, "doc_md")).orElse(null),
                last.map(FoundRun::run).orElse(null),
                good.map(run -> run.run().endedAt()).orElse(null),
                tasks.stream().map(task -> with(task, rendered.get(task.id()))).toList());
    }

    /** Reads a part; empty if that failed, which is noted, or if nobody may read such parts here. */
    private <T> Optional<T> part(String part, AirflowDag dag, Supplier<T> read) {
        if (closed.contains(part)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read.get());
        } catch (UpstreamException e) {
            if (e.code().equals("airflow_forbidden") && !part.equals("tasks")) {
                if (closed.add(part)) {
                    gaps.closed(part, e);
                }
            } else {
                gaps.missing(part, dag.id(), e);
            }
            return Optional.empty();
        }
    }

    private List<AirflowTask> tasks(AirflowDag dag) {
        Listing<AirflowTask> tasks = Listing.read(
                offset -> session.list(List.of("dags", dag.id(), "tasks"), "tasks", Map.of()),
                "tasks",
                AirflowTask::id,
                Shapes::task,
                (done, expected) -> {});
        if (tasks.odd() > 0 || (tasks.total() >= 0 && !tasks.whole())) {
            gaps.say("DAG " + dag.id() + " has " + tasks.total() + " tasks as it says, and "
                    + tasks.items().size() + " could be read.");
        }
        return tasks.all();
    }

    private Optional<FoundRun> latest(AirflowDag dag, String state) {
        Map<String, String> query = new HashMap<>(
                Map.of("limit", "1", "order_by", session.api() == ApiVersion.V1 ? "-execution_date" : "-run_after"));
        if (!state.isEmpty()) {
            query.put("state", state);
        }
        JsonNode run = session.list(List.of("dags", dag.id(), "dagRuns"), "dag_runs", query)
                .path("dag_runs")
                .path(0);
        String id = Told.text(run, "dag_run_id");
        return id == null ? Optional.empty() : Shapes.run(run).map(shape -> new FoundRun(id, shape));
    }

    private Map<String, Map<String, String>> rendered(AirflowDag dag, String run) {
        Map<String, Map<String, String>> rendered = new HashMap<>();
        int offset = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = session.list(
                    List.of("dags", dag.id(), "dagRuns", run, "taskInstances"),
                    "task_instances",
                    Map.of("limit", String.valueOf(pageLimit), "offset", String.valueOf(offset)));
            JsonNode instances = answer.path("task_instances");
            for (JsonNode instance : instances) {
                String task = Told.text(instance, "task_id");
                Map<String, String> fields = Shapes.rendered(instance);
                if (task != null && !fields.isEmpty()) {
                    rendered.putIfAbsent(task, fields);
                }
            }
            offset += instances.size();
            if (instances.isEmpty() || offset >= answer.path("total_entries").asLong(0)) {
                return rendered;
            }
        }
        return rendered;
    }

    private static AirflowTask with(AirflowTask task, @Nullable Map<String, String> rendered) {
        return new AirflowTask(
                task.id(),
                task.displayName(),
                task.operator(),
                task.module(),
                task.triggerRule(),
                task.retries(),
                task.mapped(),
                task.doc(),
                task.owner(),
                task.downstream(),
                rendered);
    }

    private static AirflowDag with(
            AirflowDag dag,
            @Nullable String doc,
            @Nullable AirflowRun lastRun,
            @Nullable Instant lastSuccessAt,
            List<AirflowTask> tasks) {
        return new AirflowDag(
                dag.id(),
                dag.displayName(),
                dag.description(),
                doc,
                dag.file(),
                dag.owners(),
                dag.tags(),
                dag.schedule(),
                dag.timetable(),
                dag.paused(),
                dag.active(),
                lastRun,
                lastSuccessAt,
                dag.nextRunAt(),
                tasks);
    }
}
