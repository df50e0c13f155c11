package io.datacapsule.api.airflow;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.model.UpstreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What could not be fetched while the rest could. Safe for use by many threads. */
final class Gaps {

    /** After so many failures of the instance itself the rest is not tried. */
    private static final int ENOUGH = 20;

    private static final int NAMED = 3;

    /** What is the answer for one thing and says nothing about the next. */
    private static final Set<String> SINGLE = Set.of("airflow_not_found", "airflow_forbidden", "airflow_refused");

    private final IngestProgress progress;
    private final Map<String, List<String>> failed = new TreeMap<>();
    private final List<String> reasons = new ArrayList<>();
    private int failures;

    Gaps(IngestProgress progress) {
        this.progress = progress;
    }

    /** Says that something is missing, in a sentence. */
    synchronized void say(String reason) {
        reasons.add(reason);
    }

    /** Says that nobody may read such parts of DAGs here. Nothing is gone for it: what earlier runs told of links stays. */
    void closed(String part, UpstreamException failure) {
        progress.warn(new JobWarning(
                "airflow_part_closed", "", "The " + part + " of DAGs are not read. " + failure.getMessage()));
    }

    /**
     * Notes that a part of a DAG is missing.
     *
     * @throws UpstreamException the failure itself, if nothing more can be hoped for
     */
    synchronized void missing(String part, String dag, UpstreamException failure) {
        if (failure.code().equals("airflow_unauthorized")) {
            throw failure;
        }
        failures += SINGLE.contains(failure.code()) ? 0 : 1;
        if (failures >= ENOUGH) {
            throw failure;
        }
        failed.computeIfAbsent(part, name -> new ArrayList<>()).add(dag);
        progress.warn(new JobWarning(
                "airflow_part_missing", dag, "The " + part + " could not be read: " + failure.getMessage()));
    }

    /** Why this is not everything, each a sentence. */
    synchronized List<String> reasons() {
        List<String> all = new ArrayList<>(reasons);
        failed.forEach((part, dags) ->
                all.add("The " + part + " of " + dags.size() + (dags.size() == 1 ? " DAG" : " DAGs")
                        + " could not be read: " + String.join(", ", dags.subList(0, Math.min(NAMED, dags.size())))
                        + (dags.size() > NAMED ? " and others" : "") + "."));
        return List.copyOf(all);
    }
}
