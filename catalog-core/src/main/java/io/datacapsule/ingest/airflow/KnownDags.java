package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.JobWarning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Leaves out DAGs and tasks that cannot be named or were told twice, and puts the others in the order of their ids. */
final class KnownDags {

    private final Consumer<JobWarning> warnings;

    KnownDags(Consumer<JobWarning> warnings) {
        this.warnings = warnings;
    }

    List<AirflowDag> of(List<AirflowDag> told) {
        Set<String> ids = new HashSet<>();
        List<AirflowDag> dags = new ArrayList<>();
        for (AirflowDag dag : told) {
            if (!AirflowNames.fits(dag.id())) {
                warn("invalid_dag", "dags", "Left out: a DAG with an id that is blank or too long");
            } else if (!ids.add(dag.id())) {
                warn("duplicate_dag", dag.id(), "Left out: the DAG was told twice");
            } else {
                dags.add(with(dag, tasks(dag)));
            }
        }
        dags.sort(Comparator.comparing(AirflowDag::id));
        return dags;
    }

    private List<AirflowTask> tasks(AirflowDag dag) {
        Set<String> ids = new HashSet<>();
        List<AirflowTask> tasks = new ArrayList<>();
        for (AirflowTask task : dag.tasks()) {
            if (!AirflowNames.fits(task.id())) {
                warn("invalid_task", dag.id(), "Left out: a task with an id that is blank or too long");
            } else if (!ids.add(task.id())) {
                warn("duplicate_task", dag.id() + "." + task.id(), "Left out: the task was told twice");
            } else {
                tasks.add(task);
            }
        }
        tasks.sort(Comparator.comparing(AirflowTask::id));
        return tasks;
    }

    private void warn(String code, String path, String message) {
        warnings.accept(new JobWarning(code, AirflowNames.clean(path), message));
    }

    private static AirflowDag with(AirflowDag dag, List<AirflowTask> tasks) {
        return new AirflowDag(
                dag.id(),
                dag.displayName(),
                dag.description(),
                dag.doc(),
                dag.file(),
                dag.owners(),
                dag.tags(),
                dag.schedule(),
                dag.timetable(),
                dag.paused(),
                dag.active(),
                dag.lastRun(),
                dag.lastSuccessAt(),
                dag.nextRunAt(),
                tasks);
    }
}
