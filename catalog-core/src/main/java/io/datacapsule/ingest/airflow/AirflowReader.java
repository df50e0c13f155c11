package io.datacapsule.ingest.airflow;

import io.datacapsule.ingest.Coverage;
import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.ingest.airflow.Mention.Use;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.sql.ColumnLineage;
import io.datacapsule.sql.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns what an Airflow instance told, and what people annotated, into what the instance asserts. The result depends on these
 * alone; what stands for data is looked up when it is compared with the graph. Stateless but for the engine that reads SQL.
 *
 * <p>Left out with a warning: {@code invalid_dag}, {@code invalid_task}, {@code duplicate_dag}, {@code duplicate_task},
 * {@code unknown_task}, {@code unknown_asset}, {@code unread_sql}, {@code unread_dbt_selector}, {@code unread_dbt_job}; when the data is looked up {@code unknown_table},
 * {@code ambiguous_table}, {@code unknown_dbt_node}, {@code ambiguous_dbt_node}, {@code unknown_dbt_project},
 * {@code unknown_capsule}, {@code asset_without_capsule}, {@code asset_too_wide}. What was not fetched is told as
 * {@code incomplete_fetch}.
 */
final class AirflowReader {

    private static final String STAGE = "resolving";

    private final AirflowAnnotations annotations;
    private final Function<Query, ColumnLineage> engine;

    /** A reader that knows these annotations and reads SQL by that engine. */
    AirflowReader(AirflowAnnotations annotations, Function<Query, ColumnLineage> engine) {
        this.annotations = annotations;
        this.engine = engine;
    }

    /**
     * What the instance asserts.
     *
     * @throws InvalidInputException {@code invalid_parameter} if the instance cannot be called that
     * @throws java.util.concurrent.CancellationException if {@code progress} says so
     */
    SourceGraph read(AirflowMetadata metadata, IngestProgress progress) {
        AirflowNames names = names(metadata.instance());
        metadata.incomplete()
                .forEach(reason -> progress.warn(new JobWarning("incomplete_fetch", names.source(), reason)));
        List<AirflowDag> dags = new KnownDags(progress::warn).of(metadata.dags());
        Described described = describe(dags, names, progress);
        annotated(names, described, progress);
        Coverage coverage = coverage(metadata, names);
        InstanceLinks links = new InstanceLinks(
                names.source(),
                new InstanceStructure(names, dags)::addTo,
                described.mentions,
                assets(metadata, names, progress),
                described.own,
                described.silent,
                coverage.hidden());
        return new SourceGraph(names.source(), "airflow", names.instance(), described.capsules).with(links, coverage);
    }

    /** What the DAGs tell of themselves: their capsules, the data that they use, and which of them told no rendered fields. */
    private record Described(
            List<AssertedCapsule> capsules, List<Mention> mentions, Set<String> own, Set<String> silent) {}

    private Described describe(List<AirflowDag> dags, AirflowNames names, IngestProgress progress) {
        Described described = new Described(new ArrayList<>(), new ArrayList<>(), new HashSet<>(), new HashSet<>());
        AirflowCapsules capsules = new AirflowCapsules(names);
        TaskData data = new TaskData(names, engine, progress::warn);
        for (int i = 0; i < dags.size(); i++) {
            AirflowDag dag = dags.get(i);
            progress.at(STAGE, i, dags.size());
            described.capsules.add(capsules.dag(dag));
            for (AirflowTask task : dag.tasks()) {
                described.capsules.add(capsules.task(dag, task));
                described.mentions.addAll(data.of(dag, task));
                if (task.rendered() == null) {
                    described.silent.add(names.task(dag.id(), task.id()));
                }
            }
        }
        described.capsules.forEach(
                capsule -> described.own.add(capsule.capsule().urn()));
        return described;
    }

    private static AirflowNames names(String instance) {
        if (!AirflowNames.fits(instance) || !AirflowNames.clean(instance).equals(instance)) {
            throw new InvalidInputException(
                    "invalid_parameter",
                    "The instance name '" + AirflowNames.clean(instance)
                            + "' cannot be used; it takes a text that is not blank, of at most 600 characters.");
        }
        return new AirflowNames(instance);
    }

    private static Coverage coverage(AirflowMetadata metadata, AirflowNames names) {
        Set<String> hidden = metadata.hidden().stream().map(names::dag).collect(Collectors.toSet());
        return new Coverage(metadata.incomplete(), metadata.filters(), urn -> hidden.contains(AirflowNames.dagOf(urn)));
    }

    private void annotated(AirflowNames names, Described described, IngestProgress progress) {
        List<Mention> mentions = described.mentions;
        for (AirflowAnnotations.Annotation annotation : annotations.tasks()) {
            String urn = names.task(annotation.dag(), annotation.task());
            if (described.own.contains(urn)) {
                annotation.consumes().forEach(data -> mentions.add(mention(urn, data, Use.READS)));
                annotation.produces().forEach(data -> mentions.add(mention(urn, data, Use.WRITES)));
                annotation.validates().forEach(data -> mentions.add(mention(urn, data, Use.VALIDATES)));
            } else {
                progress.warn(new JobWarning(
                        "unknown_task",
                        "annotations, line " + annotation.line(),
                        "Left out: the instance told no task " + AirflowNames.clean(annotation.task()) + " of a DAG "
                                + AirflowNames.clean(annotation.dag())));
            }
        }
    }

    private static Mention mention(String task, String data, Use use) {
        return new Mention(task, new DataRef.ByUrn(data), use, Via.ANNOTATION);
    }

    private List<AssetLink> assets(AirflowMetadata metadata, AirflowNames names, IngestProgress progress) {
        List<AssetLink> links = new ArrayList<>();
        Set<String> told = metadata.assets().stream().map(AirflowAsset::uri).collect(Collectors.toSet());
        annotations.assets().keySet().stream()
                .filter(uri -> !told.contains(uri))
                .sorted()
                .forEach(uri -> progress.warn(new JobWarning(
                        "unknown_asset",
                        "annotations",
                        "Left out: the instance told no asset " + AssetUri.shown(uri))));
        for (AirflowAsset asset : metadata.assets()) {
            String annotated = annotations.assets().get(asset.uri());
            String shown = AssetUri.shown(asset.uri());
            DataRef data = annotated == null
                    ? AssetUri.data(asset.uri()).orElse(new DataRef.Unknown(shown))
                    : new DataRef.ByUrn(annotated);
            List<String> consumers = new ArrayList<>();
            asset.scheduledDags().stream()
                    .filter(AirflowNames::fits)
                    .map(names::dag)
                    .forEach(consumers::add);
            consumers.addAll(urns(asset.consumers(), names));
            links.add(new AssetLink(
                    data,
                    shown,
                    urns(asset.producers(), names),
                    consumers.stream().distinct().toList()));
        }
        return links;
    }

    private static List<String> urns(List<AirflowTaskRef> tasks, AirflowNames names) {
        return tasks.stream()
                .filter(task -> AirflowNames.fits(task.dag()) && AirflowNames.fits(task.task()))
                .map(task -> names.task(task.dag(), task.task()))
                .distinct()
                .toList();
    }
}
