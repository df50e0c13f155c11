package io.datacapsule.ingest.airflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes down what an instance tells, briefly: {@code Instance.of("prod").dag("daily", "load -> check").rendered("load", "sql", "…")}. */
final class Instance {

    static final Instant SUCCESS = Instant.parse("2026-01-02T03:04:05Z");

    private final String name;
    private final Map<String, Map<String, Task>> dags = new LinkedHashMap<>();
    private final Map<String, List<String>> tags = new LinkedHashMap<>();
    private final List<AirflowAsset> assets = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();
    private final List<String> filters = new ArrayList<>();
    private final List<String> incomplete = new ArrayList<>();
    private String current = "";

    private static final class Task {
        private String operator = "EmptyOperator";
        private final List<String> downstream = new ArrayList<>();
        private Map<String, String> rendered = new LinkedHashMap<>(Map.of("params", "{}"));
    }

    private Instance(String name) {
        this.name = name;
    }

    static Instance of(String name) {
        return new Instance(name);
    }

    /** A DAG with tasks joined by arrows: {@code "a -> b, a -> c"}; it is the present one. */
    Instance dag(String id, String flow) {
        current = id;
        dags.put(id, new LinkedHashMap<>());
        for (String chain : flow.split(",")) {
            Task before = null;
            for (String task : chain.split("->")) {
                if (!task.isBlank()) {
                    task(task.strip());
                    if (before != null && !before.downstream.contains(task.strip())) {
                        before.downstream.add(task.strip());
                    }
                    before = get(task.strip());
                }
            }
        }
        return this;
    }

    /** A task of the present DAG, whatever its id. */
    Instance task(String id) {
        dags.get(current).computeIfAbsent(id, i -> new Task());
        return this;
    }

    Instance downstream(String task, String... next) {
        get(task).downstream.addAll(List.of(next));
        return this;
    }

    Instance operator(String task, String operator) {
        get(task).operator = operator;
        return this;
    }

    /** Rendered fields of a task of the present DAG: names and values in turn. */
    Instance rendered(String task, String... fields) {
        for (int i = 0; i < fields.length; i += 2) {
            get(task).rendered.put(fields[i], fields[i + 1]);
        }
        return this;
    }

    /** The instance tells no rendered fields of the task. */
    Instance silent(String task) {
        get(task).rendered = null;
        return this;
    }

    /** The task was skipped in the latest run: its rendered fields are empty. */
    Instance skipped(String task) {
        get(task).rendered = Map.of();
        return this;
    }

    private Task get(String task) {
        return dags.get(current).get(task);
    }

    Instance tag(String... names) {
        tags.computeIfAbsent(current, dag -> new ArrayList<>()).addAll(List.of(names));
        return this;
    }

    /** An asset with producers and consumers as {@code dag/task}, or {@code dag} for one that it starts. */
    Instance asset(String uri, List<String> producers, String... consumers) {
        assets.add(new AirflowAsset(
                uri,
                null,
                null,
                producers.stream().map(Instance::ref).toList(),
                Arrays.stream(consumers).filter(user -> !user.contains("/")).toList(),
                Arrays.stream(consumers)
                        .filter(user -> user.contains("/"))
                        .map(Instance::ref)
                        .toList()));
        return this;
    }

    private static AirflowTaskRef ref(String text) {
        return new AirflowTaskRef(text.substring(0, text.indexOf('/')), text.substring(text.indexOf('/') + 1));
    }

    Instance hide(String dag) {
        hidden.add(dag);
        return this;
    }

    Instance filter(String why) {
        filters.add(why);
        return this;
    }

    Instance incomplete(String why) {
        incomplete.add(why);
        return this;
    }

    AirflowMetadata metadata() {
        List<AirflowDag> all = new ArrayList<>();
        dags.forEach((id, tasks) -> {
            List<AirflowTask> list = new ArrayList<>();
            tasks.forEach((task, draft) -> list.add(new AirflowTask(
                    task,
                    null,
                    draft.operator,
                    "airflow.operators",
                    "all_success",
                    2,
                    false,
                    null,
                    "airflow",
                    draft.downstream,
                    draft.rendered)));
            all.add(new AirflowDag(
                    id,
                    null,
                    "The DAG " + id,
                    null,
                    "dags/" + id + ".py",
                    List.of("airflow", "ann"),
                    tags.getOrDefault(id, List.of()),
                    "@daily",
                    null,
                    false,
                    true,
                    new AirflowRun("success", SUCCESS, SUCCESS, SUCCESS),
                    SUCCESS,
                    null,
                    list));
        });
        return new AirflowMetadata(name, "3.1.0", all, assets, hidden, filters, incomplete);
    }
}
