package io.datacapsule.ingest.airflow;

import java.util.List;

/**
 * All that was fetched from one Airflow instance.
 *
 * @param instance   what the instance is called in the catalog
 * @param version    the version that it tells, such as {@code 2.10.4}; empty if it told none
 * @param dags       those asked for, each id once
 * @param assets     datasets of Airflow 2, assets of Airflow 3, those of all DAGs; each URI and name once
 * @param hidden     ids of DAGs that the instance has and that were not asked for (paused, inactive, not matching): they and
 *                   their tasks are not taken away
 * @param filters    filters whose hidden DAGs are not all in {@code hidden}, each a sentence for people such as {@code The instance
 *                   was asked for active DAGs only.}; while there is one nothing is taken away
 * @param incomplete why this is not everything asked for (a page failed, totals disagree, no permission), each a sentence for
 *                   people; empty when whole. While there is one nothing is taken away, neither capsules nor edges.
 */
public record AirflowMetadata(
        String instance,
        String version,
        List<AirflowDag> dags,
        List<AirflowAsset> assets,
        List<String> hidden,
        List<String> filters,
        List<String> incomplete) {

    /** Copies what could be changed from outside. */
    public AirflowMetadata {
        dags = List.copyOf(dags);
        assets = List.copyOf(assets);
        hidden = List.copyOf(hidden);
        filters = List.copyOf(filters);
        incomplete = List.copyOf(incomplete);
    }
}
