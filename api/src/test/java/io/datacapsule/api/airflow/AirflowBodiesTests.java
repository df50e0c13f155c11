package io.datacapsule.api.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.ingest.airflow.AirflowAsset;
import io.datacapsule.ingest.airflow.AirflowDag;
import io.datacapsule.ingest.airflow.AirflowMetadata;
import io.datacapsule.ingest.airflow.AirflowTask;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Bodies as instances send them are understood, each in an instance that has nothing else: ours, which have the shapes that the
 * documents of Airflow allow, and where they lie beside the repository those of Airflow's own tests.
 */
class AirflowBodiesTests {

    private final NotedProgress progress = new NotedProgress();

    static Stream<AirflowRecording> dags() {
        return AirflowRecording.all("dags", 3);
    }

    @ParameterizedTest
    @MethodSource("dags")
    void understandsDags(AirflowRecording recording) {
        AirflowMetadata metadata = fetched(recording);

        List<JsonNode> told = recording.dags();
        assertThat(metadata.dags()).hasSameSizeAs(told);
        for (int i = 0; i < told.size(); i++) {
            AirflowDag dag = metadata.dags().get(i);
            JsonNode node = told.get(i);
            assertThat(dag.id()).isEqualTo(node.path("dag_id").asString());
            assertThat(dag.owners()).isEqualTo(texts(node.path("owners"), ""));
            assertThat(dag.tags()).isEqualTo(texts(node.path("tags"), "name"));
            assertThat(dag.paused()).isEqualTo(node.path("is_paused").asBoolean());
            assertThat(dag.active())
                    .isEqualTo(
                            node.has("is_stale")
                                    ? !node.path("is_stale").asBoolean()
                                    : node.path("is_active").asBoolean());
            assertThat(String.valueOf(dag.schedule()))
                    .isEqualTo(
                            node.has("timetable_summary")
                                    ? node.path("timetable_summary").asString("null")
                                    : node.path("schedule_interval")
                                            .path("value")
                                            .asString(node.path("schedule_interval")
                                                    .toString()));
        }
    }

    static Stream<AirflowRecording> details() {
        return AirflowRecording.all("details", 2);
    }

    @ParameterizedTest
    @MethodSource("details")
    void understandsDetails(AirflowRecording recording) {
        assertThat(fetched(recording).dags())
                .singleElement()
                .extracting(AirflowDag::doc)
                .isEqualTo(recording.body().path("doc_md").asString(null));
    }

    static Stream<AirflowRecording> tasks() {
        return AirflowRecording.all("tasks", 2);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void understandsTasks(AirflowRecording recording) {
        List<AirflowTask> tasks = fetched(recording).dags().getFirst().tasks();

        List<JsonNode> told = recording.tasks();
        assertThat(tasks).hasSameSizeAs(told);
        for (int i = 0; i < told.size(); i++) {
            JsonNode node = told.get(i);
            AirflowTask task = tasks.get(i);
            assertThat(task.id()).isEqualTo(node.path("task_id").asString());
            assertThat(task.downstream()).isEqualTo(texts(node.path("downstream_task_ids"), ""));
            assertThat(task.mapped()).isEqualTo(node.path("is_mapped").asBoolean(false));
            assertThat(String.valueOf(task.operator()))
                    .isEqualTo(node.path("class_ref")
                            .path("class_name")
                            .asString(node.path("operator_name").asString("null")));
            assertThat(String.valueOf(task.retries()))
                    .isEqualTo(
                            node.path("retries").isNumber()
                                    ? String.valueOf((int) node.path("retries").asDouble())
                                    : "null");
        }
    }

    static Stream<AirflowRecording> assets() {
        return AirflowRecording.all("assets", 2);
    }

    @ParameterizedTest
    @MethodSource("assets")
    void understandsDatasetsAndAssets(AirflowRecording recording) {
        List<AirflowAsset> assets = fetched(recording).assets();

        List<JsonNode> told = recording.assets();
        assertThat(assets).extracting(AirflowAsset::uri).isEqualTo(texts(told, "uri"));
        for (int i = 0; i < told.size(); i++) {
            JsonNode node = told.get(i);
            AirflowAsset asset = assets.get(i);
            assertThat(String.valueOf(asset.name())).isEqualTo(node.path("name").asString("null"));
            assertThat(asset.producers())
                    .extracting(ref -> ref.dag() + " " + ref.task())
                    .isEqualTo(refs(node, "producing_tasks"));
            assertThat(asset.consumers())
                    .extracting(ref -> ref.dag() + " " + ref.task())
                    .isEqualTo(refs(node, "consuming_tasks"));
            assertThat(asset.scheduledDags())
                    .isEqualTo(texts(
                            node.path(node.has("scheduled_dags") ? "scheduled_dags" : "consuming_dags"), "dag_id"));
        }
    }

    static Stream<AirflowRecording> runs() {
        return AirflowRecording.all("runs", 2);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void understandsRuns(AirflowRecording recording) {
        List<AirflowDag> dags = fetched(recording).dags();

        assertThat(dags).isNotEmpty();
        for (AirflowDag dag : dags) {
            JsonNode latest = recording.runs(dag.id()).getFirst();
            assertThat(dag.lastRun()).isNotNull();
            assertThat(dag.lastRun().state()).isEqualTo(latest.path("state").asString());
            assertThat(dag.lastSuccessAt() != null)
                    .isEqualTo(latest.path("state").asString().equals("success"));
        }
    }

    static Stream<AirflowRecording> refusals() {
        return AirflowRecording.all("refusals", 1);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void tellsWhatAnInstanceDoesNotHaveInItsWords(AirflowRecording recording) {
        assertThat(fetched(recording).incomplete())
                .singleElement()
                .asString()
                .contains("could not be read", recording.body().path("detail").asString());
    }

    private AirflowMetadata fetched(AirflowRecording recording) {
        try (MockAirflow airflow = recording.played()) {
            return Asked.of(airflow, progress, "include_paused", "true", "include_inactive", "true");
        }
    }

    private static List<String> refs(JsonNode node, String field) {
        return node.path(field)
                .valueStream()
                .map(ref -> ref.path("dag_id").asString() + " "
                        + ref.path("task_id").asString())
                .toList();
    }

    private static List<String> texts(Iterable<JsonNode> nodes, String field) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node ->
                        field.isEmpty() ? node.asString() : node.path(field).asString())
                .toList();
    }
}
