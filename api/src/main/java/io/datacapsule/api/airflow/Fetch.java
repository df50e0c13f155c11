package io.datacapsule.api.airflow;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.ingest.airflow.AirflowAsset;
import io.datacapsule.ingest.airflow.AirflowDag;
import io.datacapsule.ingest.airflow.AirflowMetadata;
import io.datacapsule.model.UpstreamException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** One fetch of all that is wanted of an instance, from the first request to the last. */
final class Fetch {

    private final Session session;
    private final AirflowOptions options;
    private final IngestProgress progress;
    private final Gaps gaps;

    Fetch(Session session, AirflowOptions options, IngestProgress progress) {
        this.session = session;
        this.options = options;
        this.progress = progress;
        this.gaps = new Gaps(progress);
    }

    AirflowMetadata run() throws InterruptedException {
        List<String> hidden = new ArrayList<>();
        List<AirflowDag> dags = completed(wanted(dags(), hidden));
        List<AirflowAsset> assets = assets();
        return new AirflowMetadata(
                options.instance(), session.version(), dags, assets, hidden, List.of(), gaps.reasons());
    }

    /** All DAGs of the instance, so that it is known what a filter hides and what is gone. */
    private List<AirflowDag> dags() {
        Map<String, String> query = new HashMap<>(Map.of("order_by", "dag_id"));
        query.put(
                session.api() == ApiVersion.V1 ? "only_active" : "exclude_stale",
                String.valueOf(!options.filter().includeInactive()));
        Listing<AirflowDag> dags = Listing.read(
                offset -> page("dags", query, offset),
                "dags",
                AirflowDag::id,
                Shapes::dag,
                (done, expected) -> progress.at("listing DAGs", done, expected));
        disagree("DAGs", dags);
        return dags.all();
    }

    private void disagree(String what, Listing<?> listing) {
        if (!listing.whole()) {
            gaps.say(
                    listing.total() < 0
                            ? "The instance does not say how many " + what + " it has."
                            : "The instance says that it has " + listing.total() + " " + what + ", and "
                                    + listing.items().size() + " could be read.");
        }
    }

    private JsonNode page(String field, Map<String, String> query, int offset) {
        Map<String, String> all = new HashMap<>(query);
        all.put("limit", String.valueOf(options.pageLimit()));
        all.put("offset", String.valueOf(offset));
        return session.list(List.of(field), field, all);
    }

    /** Those that the filters leave; the others are told, first how many and then each. */
    private List<AirflowDag> wanted(List<AirflowDag> dags, List<String> hidden) {
        List<AirflowDag> wanted = new ArrayList<>();
        Map<DagFilter.Reason, List<String>> left = new EnumMap<>(DagFilter.Reason.class);
        for (AirflowDag dag : dags) {
            Optional<DagFilter.Reason> reason = options.filter().reason(dag);
            if (reason.isEmpty()) {
                wanted.add(dag);
            } else {
                left.computeIfAbsent(reason.get(), why -> new ArrayList<>()).add(dag.id());
            }
        }
        if (wanted.isEmpty()) {
            warn(
                    "no_dags_found",
                    "",
                    "No DAGs found: of " + dags.size()
                            + " that the instance lists, the filters leave none. Review the regular"
                            + " expression, the allowlist and the denylist, and what the credentials may read.");
        }
        left.forEach((why, ids) -> warn("dags_filtered", "", ids.size() + " " + why.sentence() + "."));
        left.forEach((why, ids) -> ids.forEach(id -> {
            hidden.add(id);
            warn(why.code(), id, "Left out by a filter.");
        }));
        return wanted;
    }

    private void warn(String code, String path, String message) {
        progress.warn(new JobWarning(code, path, message));
    }

    /** Each DAG with its parts, a few at a time, in the same order. */
    private List<AirflowDag> completed(List<AirflowDag> dags) throws InterruptedException {
        DagParts parts = new DagParts(session, options.pageLimit(), gaps);
        List<AirflowDag> completed = new ArrayList<>(dags.size());
        ExecutorService workers = Executors.newFixedThreadPool(
                HttpClients.AT_A_TIME, Thread.ofVirtual().name("airflow-", 0).factory());
        try {
            List<Future<AirflowDag>> futures = dags.stream()
                    .map(dag -> workers.submit(() -> parts.complete(dag)))
                    .toList();
            for (Future<AirflowDag> future : futures) {
                completed.add(future.get());
                progress.at("fetching DAGs", completed.size(), dags.size());
            }
            return completed;
        } catch (ExecutionException e) {
            throw Causes.unwrapped(e);
        } finally {
            workers.shutdownNow();
        }
    }

    /** Datasets or assets; Airflow before 2.4 has none. */
    private List<AirflowAsset> assets() {
        String field = session.api() == ApiVersion.V1 ? "datasets" : "assets";
        try {
            Listing<AirflowAsset> assets = Listing.read(
                    offset -> page(field, Map.of("order_by", "id"), offset),
                    field,
                    asset -> asset.uri() + "\n" + asset.name(),
                    Shapes::asset,
                    (done, expected) -> progress.at("fetching " + field, done, expected));
            disagree(field, assets);
            return assets.all();
        } catch (UpstreamException e) {
            switch (e.code()) {
                case "airflow_not_found" -> {
                    if (session.api() == ApiVersion.V1 && VersionNumber.before(session.version(), 2, 4)) {
                        return List.of();
                    }
                    gaps.say("The " + field + " could not be read: " + e.getMessage());
                }
                case "airflow_forbidden" -> gaps.say("The " + field + " are not read. " + e.getMessage());
                default -> throw e;
            }
            return List.of();
        }
    }
}
