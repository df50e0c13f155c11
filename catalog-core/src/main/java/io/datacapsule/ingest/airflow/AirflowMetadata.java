package io.datacapsule.ingest.airflow;

import java.util.List;

/**
 * All that was fetched from one Airflow instance.
 *
 * @param instance   what the instance is called in the catalog
 * @param version    the version that it tells, such as {@code 2.10.4}; empty if it told none
 * @param dags       each id once
 * @param assets     datasets of Airflow 2, assets of Airflow 3; each URI and name once
 * @param incomplete why this is not everything about the DAGs asked for (a page failed, totals disagree, no permission), each
 *                   reason a sentence for people; empty when whole. Nothing that an earlier run told is taken away then.
 * @param filters    what hides DAGs that the instance has, such as {@code paused DAGs are left out}, each a sentence for people;
 *                   empty if all were asked for. What is hidden is not taken away.
 */
public record AirflowMetadata(
        String instance,
        String version,
        List<AirflowDag> dags,
        List<AirflowAsset> assets,
        List<String> incomplete,
        List<String> filters) {

    /** Copies what could be changed from outside. */
    public AirflowMetadata {
        dags = List.copyOf(dags);
        assets = List.copyOf(assets);
        incomplete = List.copyOf(incomplete);
        filters = List.copyOf(filters);
    }
}
