package io.datacapsule.api.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.ingest.airflow.AirflowDag;
import io.datacapsule.ingest.airflow.AirflowMetadata;
import io.datacapsule.ingest.airflow.AirflowTask;
import io.datacapsule.ingest.airflow.AirflowTaskRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fetched from an instance that behaves. */
class AirflowClientTests {

    private final NotedProgress progress = new NotedProgress();

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void findsOutWhichApiAnInstanceHasAndFetchesAllOfIt(String api) {
        try (MockAirflow airflow = new MockAirflow(api, "").with("sales", "extract", "load")) {
            AirflowMetadata metadata = Asked.of(airflow, progress);

            assertThat(metadata.version()).isEqualTo(api.equals("v1") ? "2.10.4" : "3.1.0");
            assertThat(metadata.incomplete()).isEmpty();
            AirflowDag dag = metadata.dags().getFirst();
            assertThat(dag.id()).isEqualTo("sales");
            assertThat(dag.description()).isEqualTo("About it");
            assertThat(dag.doc()).isEqualTo("Read **this**");
            assertThat(dag.owners()).containsExactly("ana");
            assertThat(dag.tags()).containsExactly("etl");
            assertThat(dag.schedule()).isEqualTo("0 1 * * *");
            assertThat(dag.active()).isTrue();
            assertThat(dag.lastSuccessAt()).isEqualTo(Instant.parse("2026-01-02T00:05:00Z"));
            assertThat(dag.nextRunAt()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
            assertThat(dag.tasks()).extracting(AirflowTask::id).containsExactly("extract", "load");
            assertThat(dag.tasks().getFirst().downstream()).containsExactly("load");
            assertThat(dag.tasks().getFirst().retries()).isEqualTo(2);
            assertThat(dag.tasks().getFirst().operator()).isEqualTo("BashOperator");
            assertThat(progress.warnings).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void readsAllPagesThoughAnInstanceGivesFewerAtOnceThanItWasAskedFor(String api) {
        try (MockAirflow airflow = new MockAirflow(api, "")) {
            for (int i = 0; i < 396; i++) {
                airflow.with("dag_" + i, "t");
            }

            AirflowMetadata metadata = Asked.of(airflow, progress, "page_limit", "1000");

            assertThat(metadata.dags()).hasSize(396);
            assertThat(metadata.incomplete()).isEmpty();
            assertThat(airflow.mostAtATime()).isBetween(2, 8);
        }
    }

    @Test
    void keepsThePrefixOfThePath() {
        try (MockAirflow airflow = new MockAirflow("v1", "/team%20a/airflow").with("sales", "t")) {
            AirflowMetadata metadata = Asked.of(airflow, progress);

            assertThat(metadata.dags()).hasSize(1);
            assertThat(metadata.instance()).startsWith("127.0.0.1-").endsWith("-team a-airflow");
        }
    }

    @Test
    void readsIdsWithCharactersThatMeanSomethingInPaths() {
        List<String> ids = List.of("a/b", "50% off", "käse ☃", "x?y#z", "a+b", "..%2f..", "semi;colon", "a&b=c");
        try (MockAirflow airflow = new MockAirflow("v2", "")) {
            ids.forEach(id -> airflow.with(id, "task " + id));

            AirflowMetadata metadata = Asked.of(airflow, progress);

            assertThat(metadata.dags()).extracting(AirflowDag::id).containsExactlyElementsOf(ids);
            assertThat(metadata.dags())
                    .allSatisfy(dag ->
                            assertThat(dag.tasks()).extracting(AirflowTask::id).containsExactly("task " + dag.id()));
            assertThat(progress.warnings).isEmpty();
        }
    }

    @Test
    void doesNotLeaveTheApiForAnIdThatIsAPath() {
        try (MockAirflow airflow = new MockAirflow("v1", "").with("..", "t").with("sales", "t")) {
            AirflowMetadata metadata = Asked.of(airflow, progress);

            assertThat(metadata.dags()).extracting(AirflowDag::id).containsExactly("sales");
            assertThat(metadata.incomplete())
                    .singleElement()
                    .asString()
                    .contains("2 DAGs")
                    .contains("1 could be read");
            assertThat(airflow.asked()).noneMatch(path -> path.contains("/../"));
        }
    }

    @Test
    void takesWhatTheFiltersLeaveAndTellsWhatTheyHide() {
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .with("customer_a", "t")
                .with("customer_b", "t")
                .with("my_customer", "t")
                .with(new MockAirflow.Dag("customer_paused", true, true, List.of()))
                .with(new MockAirflow.Dag("customer_gone", false, false, List.of()))) {
            AirflowMetadata metadata =
                    Asked.of(airflow, progress, "dag_id_regex", "customer_.*", "dag_denylist", "customer_b");

            assertThat(metadata.dags()).extracting(AirflowDag::id).containsExactly("customer_a");
            assertThat(metadata.hidden()).containsExactlyInAnyOrder("customer_b", "my_customer", "customer_paused");
            assertThat(metadata.incomplete()).isEmpty();
            assertThat(progress.codes())
                    .contains("left_out_not_listed", "left_out_other_name", "left_out_paused", "dags_filtered");
            assertThat(progress.warnings)
                    .anyMatch(warning -> warning.message().contains("1 paused DAGs")
                            && warning.message().contains("--include-paused"));
        }
    }

    @Test
    void takesPausedAndInactiveDagsWhenAskedTo() {
        try (MockAirflow airflow = new MockAirflow("v2", "")
                .with(new MockAirflow.Dag("paused", true, true, List.of()))
                .with(new MockAirflow.Dag("gone", false, false, List.of()))) {
            AirflowMetadata metadata =
                    Asked.of(airflow, progress, "include_paused", "true", "include_inactive", "true");

            assertThat(metadata.dags()).extracting(AirflowDag::id).containsExactly("paused", "gone");
        }
    }

    @Test
    void saysWhatToReviewWhenNoDagsAreFound() {
        try (MockAirflow airflow = new MockAirflow("v2", "").with("sales", "t")) {
            AirflowMetadata metadata = Asked.of(airflow, progress, "dag_allowlist", "sale, seles");

            assertThat(metadata.dags()).isEmpty();
            assertThat(progress.codes()).contains("no_dags_found");
        }
    }

    @Test
    void readsDatasetsWithWhoMakesAndUsesThem() {
        try (MockAirflow airflow = new MockAirflow("v1", "").with("sales", "t").withAsset("""
            {"uri": "s3://lake/orders", "consuming_dags": [{"dag_id": "marts"}],
             "producing_tasks": [{"dag_id": "sales", "task_id": "t"}]}\
            """)) {
            AirflowMetadata metadata = Asked.of(airflow, progress);

            assertThat(metadata.assets()).singleElement().satisfies(asset -> {
                assertThat(asset.uri()).isEqualTo("s3://lake/orders");
                assertThat(asset.scheduledDags()).containsExactly("marts");
                assertThat(asset.producers()).containsExactly(new AirflowTaskRef("sales", "t"));
            });
        }
    }

    @Test
    void readsAssetsWithWhoMakesAndUsesThem() {
        try (MockAirflow airflow = new MockAirflow("v2", "").withAsset("""
            {"uri": "s3://lake/orders", "name": "orders", "group": "asset",
             "scheduled_dags": [{"dag_id": "marts"}], "producing_tasks": [],
             "consuming_tasks": [{"dag_id": "marts", "task_id": "read"}]}\
            """)) {
            AirflowMetadata metadata = Asked.of(airflow, progress);

            assertThat(metadata.assets()).singleElement().satisfies(asset -> {
                assertThat(asset.name()).isEqualTo("orders");
                assertThat(asset.scheduledDags()).containsExactly("marts");
                assertThat(asset.consumers()).containsExactly(new AirflowTaskRef("marts", "read"));
            });
        }
    }

    @Test
    void readsRenderedFieldsAndLeavesOutThoseThatHoldAnEnvironment() {
        try (MockAirflow airflow = new MockAirflow("v2", "")
                .with(new MockAirflow.Dag(
                        "sales",
                        false,
                        true,
                        List.of(new MockAirflow.Task(
                                "t",
                                "SQLExecuteQueryOperator",
                                List.of(),
                                "{\"sql\": \"select 1\", \"env\": {\"PASSWORD\": \"x\"}, \"params\": {\"a\": 1}}"))))) {
            AirflowMetadata metadata = Asked.of(airflow, progress);

            assertThat(metadata.dags().getFirst().tasks().getFirst().rendered())
                    .containsEntry("sql", "select 1")
                    .containsEntry("params", "{\"a\":1}")
                    .doesNotContainKey("env");
        }
    }

    @Test
    void takesAnInstanceBeforeDatasetsForWhole() {
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .with("sales", "t")
                .instead("/version", 1, MockAirflow.json(200, "{\"version\": \"2.3.4\"}"))
                .instead("/datasets", 1, MockAirflow.json(404, "{\"title\": \"Not Found\"}"))) {
            AirflowMetadata metadata = Asked.of(airflow, progress, "api_version", "v1");

            assertThat(metadata.version()).isEqualTo("2.3.4");
            assertThat(metadata.incomplete()).isEmpty();
        }
    }

    @Test
    void asksForFewThingsOfEachDag() {
        try (MockAirflow airflow = new MockAirflow("v1", "")) {
            for (int i = 0; i < 50; i++) {
                airflow.with("dag_" + i, "a", "b", "c", "d");
            }

            Asked.of(airflow, progress);

            assertThat(airflow.asked()).hasSizeLessThan(50 * 4 + 10);
        }
    }

    @Test
    void tellsItsProgress() {
        try (MockAirflow airflow = new MockAirflow("v1", "").with("sales", "t")) {
            Asked.of(airflow, progress);

            assertThat(progress.stages).contains("connecting", "fetching datasets");
        }
    }
}
