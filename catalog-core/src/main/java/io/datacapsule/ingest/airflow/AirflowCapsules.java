package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.ingest.infer.DomainRules;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.LineageState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the capsules of DAGs and tasks. A task is in the domain of its DAG and has its file, and its owner unless it tells one. */
final class AirflowCapsules {

    /** The owner that Airflow writes where nobody gave one. */
    private static final String NOBODY = "airflow";

    private final AirflowNames names;

    AirflowCapsules(AirflowNames names) {
        this.names = names;
    }

    AssertedCapsule dag(AirflowDag dag) {
        List<String> tags = AirflowNames.clean(dag.tags());
        String urn = names.dag(dag.id());
        CapsuleDetails details = AirflowDetails.of(urn, dag);
        Capsule capsule = capsule(
                urn,
                dag.id(),
                CapsuleType.AIRFLOW_DAG,
                dag.id(),
                first(dag.description(), dag.doc()),
                dag,
                owner(dag.owners()),
                null,
                dag.lastSuccessAt(),
                details);
        return new AssertedCapsule(capsule, details, List.of(), false, false, List.of(), tags, Map.of());
    }

    AssertedCapsule task(AirflowDag dag, AirflowTask task) {
        String urn = names.task(dag.id(), task.id());
        CapsuleDetails details = AirflowDetails.of(urn, task);
        String own = task.owner() == null ? null : owner(List.of(task.owner()));
        int group = task.id().lastIndexOf('.');
        Capsule capsule = capsule(
                urn,
                task.id(),
                CapsuleType.AIRFLOW_TASK,
                dag.id() + "." + task.id(),
                first(task.doc(), null),
                dag,
                own == null || own.equals(NOBODY) ? owner(dag.owners()) : own,
                group <= 0 ? null : task.id().substring(0, group),
                null,
                details);
        return new AssertedCapsule(capsule, details, List.of(), false, false, List.of(), List.of(), Map.of());
    }

    private Capsule capsule(
            String urn,
            String name,
            CapsuleType type,
            String id,
            @Nullable String description,
            AirflowDag dag,
            @Nullable String owner,
            @Nullable String group,
            @Nullable Instant dataUpdatedAt,
            CapsuleDetails details) {
        return new Capsule(
                urn,
                AirflowNames.clean(name),
                type,
                "airflow",
                names.instance(),
                null,
                null,
                null,
                null,
                description,
                DomainRules.domain(List.of(), AirflowNames.clean(dag.tags()), null, null)
                        .filter(AirflowNames::fits)
                        .orElse(null),
                owner,
                0,
                AirflowNames.clean(id),
                null,
                first(dag.file(), null),
                null,
                null,
                null,
                group == null ? null : AirflowNames.clean(group),
                false,
                false,
                null,
                null,
                dataUpdatedAt,
                null,
                null,
                AirflowDetails.checksum(details),
                null,
                LineageState.UNKNOWN,
                List.of(names.source()));
    }

    /** The first that is somebody; {@value #NOBODY} if that is all there is. */
    private static @Nullable String owner(List<String> owners) {
        List<String> clean = AirflowNames.clean(owners);
        return clean.stream()
                .filter(owner -> !owner.equals(NOBODY))
                .findFirst()
                .orElse(clean.isEmpty() ? null : clean.getFirst());
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        if (one == null || one.isBlank()) {
            return other == null || other.isBlank() ? null : AirflowNames.clean(other);
        }
        return AirflowNames.clean(one);
    }
}
