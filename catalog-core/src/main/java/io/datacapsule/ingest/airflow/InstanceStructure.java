package io.datacapsule.ingest.airflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The edges that the DAGs of an instance themselves say: a DAG has tasks and flows to those that nothing within it comes before;
 * tasks flow to those downstream, to the DAGs that they trigger and to the sensors that wait for them.
 */
final class InstanceStructure {

    private final AirflowNames names;
    private final Map<String, AirflowDag> dags = new LinkedHashMap<>();

    /** The structure of these DAGs, whose ids are distinct. */
    InstanceStructure(AirflowNames names, List<AirflowDag> dags) {
        this.names = names;
        dags.forEach(dag -> this.dags.put(dag.id(), dag));
    }

    void addTo(LinkSet links) {
        dags.values().forEach(dag -> add(dag, links));
    }

    private void add(AirflowDag dag, LinkSet links) {
        String dagUrn = names.dag(dag.id());
        Set<String> later = new HashSet<>();
        dag.tasks().forEach(task -> later.addAll(task.downstream()));
        for (AirflowTask task : dag.tasks()) {
            String urn = names.task(dag.id(), task.id());
            links.contain(dagUrn, urn);
            if (!later.contains(task.id())) {
                links.flow(dagUrn, urn);
            }
            for (String next : task.downstream()) {
                if (AirflowNames.fits(next)) {
                    links.flow(urn, names.task(dag.id(), next));
                }
            }
            trigger(dag, task, urn, links);
            await(dag, task, urn, links);
        }
    }

    private void trigger(AirflowDag dag, AirflowTask task, String urn, LinkSet links) {
        String triggered = RenderedFields.of(task).text("trigger_dag_id");
        if (!triggered.isEmpty() && !triggered.equals(dag.id()) && AirflowNames.fits(triggered)) {
            links.flow(urn, names.dag(triggered), Via.TRIGGER);
        }
    }

    /** A sensor waits for tasks of another DAG; a marker is what they wait for. */
    private void await(AirflowDag dag, AirflowTask task, String urn, LinkSet links) {
        RenderedFields fields = RenderedFields.of(task);
        String external = fields.text("external_dag_id");
        if (external.isEmpty() || !AirflowNames.fits(external)) {
            return;
        }
        boolean marker = "ExternalTaskMarker".equals(task.operator());
        for (String end : awaited(external, fields, marker)) {
            if (marker) {
                links.flow(urn, end, Via.WAIT);
            } else if (!external.equals(dag.id()) || !end.equals(names.dag(external))) {
                links.flow(end, urn, Via.WAIT);
            }
        }
    }

    private List<String> awaited(String external, RenderedFields fields, boolean marker) {
        List<String> ids = new ArrayList<>(fields.list("external_task_ids"));
        ids.addAll(fields.list("external_task_id"));
        AirflowDag dag = dags.get(external);
        String group = fields.text("external_task_group_id");
        if (ids.isEmpty() && dag != null && !marker) {
            ids.addAll(last(dag, group.isEmpty() ? "" : group + "."));
        }
        return ids.isEmpty()
                ? List.of(names.dag(external))
                : ids.stream()
                        .filter(AirflowNames::fits)
                        .distinct()
                        .map(id -> names.task(external, id))
                        .toList();
    }

    /** The tasks, whose ids begin like that, after which none of them comes. */
    private static List<String> last(AirflowDag dag, String prefix) {
        return dag.tasks().stream()
                .filter(task -> task.id().startsWith(prefix)
                        && task.downstream().stream().noneMatch(next -> next.startsWith(prefix)))
                .map(AirflowTask::id)
                .toList();
    }
}
