package io.datacapsule.ingest.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.ingest.Asserted;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Relation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What flows where once an instance, and the dbt project that it runs, are in the catalog. */
class AirflowLinksTests {

    private final IngestedCatalog catalog = new IngestedCatalog();

    @Test
    void aDagContainsItsTasksAndFlowsThroughThemInTheirOrder() {
        catalog.ingest(Instance.of("prod").dag("daily", "extract -> load -> check, extract -> audit"));

        assertThat(catalog.edges(Relation.HAS_TASK))
                .containsExactly(
                        "daily -> daily.audit",
                        "daily -> daily.check",
                        "daily -> daily.extract",
                        "daily -> daily.load");
        assertThat(catalog.flows())
                .containsExactly(
                        "daily -> daily.extract",
                        "daily.extract -> daily.audit",
                        "daily.extract -> daily.load",
                        "daily.load -> daily.check");
        assertThat(catalog.warned()).isEmpty();
    }

    @Test
    void aDagAndATaskAreCapsulesWithWhatTheInstanceTells() {
        catalog.ingest(Instance.of("prod").dag("daily", "group.load").tag("nightly", "Domain: Sales"));

        Capsule dag = catalog.capsule("urn:dcs:airflow:dag:prod:daily");
        assertThat(dag.type()).isEqualTo(CapsuleType.AIRFLOW_DAG);
        assertThat(dag.sourceInstance()).isEqualTo("prod");
        assertThat(dag.domain()).isEqualTo("sales");
        assertThat(dag.owner()).isEqualTo("ann");
        assertThat(dag.description()).isEqualTo("The DAG daily");
        assertThat(dag.originalFilePath()).isEqualTo("dags/daily.py");
        assertThat(dag.dataUpdatedAt()).isEqualTo(Instance.SUCCESS);
        Capsule task = catalog.capsule("urn:dcs:airflow:task:prod:daily.group%2Eload");
        assertThat(task.type()).isEqualTo(CapsuleType.AIRFLOW_TASK);
        assertThat(task.name()).isEqualTo("group.load");
        assertThat(task.group()).isEqualTo("group");
        assertThat(task.domain()).isEqualTo("sales");
        assertThat(task.owner()).isEqualTo("ann");
    }

    @Test
    void aTaskFlowsToTheDagThatItTriggers() {
        catalog.ingest(Instance.of("prod")
                .dag("daily", "go")
                .rendered("go", "trigger_dag_id", "weekly")
                .dag("weekly", "first -> second"));

        assertThat(catalog.flows())
                .containsExactly(
                        "daily -> daily.go",
                        "daily.go -> weekly {via=trigger}",
                        "weekly -> weekly.first",
                        "weekly.first -> weekly.second");
    }

    @Test
    void aSensorWaitsForTasksOfAnotherDagOrForItsLastOnes() {
        catalog.ingest(Instance.of("prod")
                .dag("daily", "wait_one, wait_some, wait_all")
                .rendered("wait_one", "external_dag_id", "base", "external_task_id", "b", "external_task_ids", "null")
                .rendered("wait_some", "external_dag_id", "base", "external_task_ids", "['a', 'b']")
                .rendered("wait_all", "external_dag_id", "base", "external_task_id", "None")
                .dag("base", "a -> b, a -> c"));

        assertThat(catalog.flows())
                .contains(
                        "base.b -> daily.wait_one {via=wait}",
                        "base.a -> daily.wait_some {via=wait}",
                        "base.b -> daily.wait_some {via=wait}",
                        "base.b -> daily.wait_all {via=wait}",
                        "base.c -> daily.wait_all {via=wait}")
                .hasSize(5 + 3 + 1 + 2);
    }

    @Test
    void aDagThatNobodyKnowsCostsAWarning() {
        catalog.ingest(Instance.of("prod").dag("daily", "go").rendered("go", "trigger_dag_id", "gone"));

        assertThat(catalog.flows()).containsExactly("daily -> daily.go");
        assertThat(catalog.warned()).containsExactly("unknown_task");
    }

    @Test
    void aDagThatAFilterHidesCostsNone() {
        catalog.ingest(Instance.of("prod")
                .dag("daily", "go")
                .rendered("go", "trigger_dag_id", "hidden")
                .asset("s3://x", List.of("hidden/a"), "daily")
                .hide("hidden"));

        assertThat(catalog.flows()).containsExactly("daily -> daily.go");
        assertThat(catalog.warned()).containsExactly("asset_without_capsule");
    }

    @Test
    void anAssetThatIsATableStandsBetweenItsProducersAndConsumers() {
        catalog.ingest(Asserted.by("shop").model("orders"));

        catalog.ingest(Instance.of("prod")
                .dag("load", "write")
                .dag("report", "draw")
                .dag("other", "read")
                .asset("postgres://db.example.com:5432/db/main/orders", List.of("load/write"), "report", "other/read"));

        assertThat(catalog.flows())
                .containsExactly(
                        "load -> load.write",
                        "load.write -> orders {via=asset}",
                        "orders -> other.read {via=asset}",
                        "orders -> report {via=asset}",
                        "other -> other.read",
                        "report -> report.draw");
        assertThat(catalog.warned()).isEmpty();
    }

    @Test
    void anAssetThatIsNoCapsuleIsLeftOutOfTheWayBetweenThem() {
        catalog.ingest(Instance.of("prod")
                .dag("load", "write")
                .dag("report", "draw")
                .asset("s3://key:secret@lake/orders?token=1", List.of("load/write"), "report"));

        assertThat(catalog.flows()).contains("load.write -> report {via=asset}").hasSize(3);
        assertThat(catalog.warned()).containsExactly("asset_without_capsule");
        assertThat(catalog.warnings().getFirst().toString()).doesNotContain("secret", "token");
    }

    @Test
    void operatorsOfCosmosFlowToTheModelsThatTheyBuildAndAreFedByThoseThatTheyTest() {
        catalog.ingest(Asserted.by("shop").flow("raw -> orders"));

        catalog.ingest(Instance.of("prod")
                .dag("dbt", "shop.orders.run -> shop.orders.test, raw_run")
                .operator("shop.orders.run", "DbtRunLocalOperator")
                .rendered("shop.orders.run", "select", "orders", "models", "null")
                .operator("shop.orders.test", "DbtTestKubernetesOperator")
                .rendered("shop.orders.test", "models", "[\"orders\"]")
                .operator("raw_run", "DbtRunLocalOperator")
                .silent("raw_run"));

        assertThat(catalog.flows())
                .contains(
                        "dbt.shop%2Eorders%2Erun -> orders {via=dbt}",
                        "orders -> dbt.shop%2Eorders%2Etest {use=validates, via=dbt}",
                        "dbt.raw_run -> raw {via=dbt}",
                        "raw -> orders");
    }

    @Test
    void dbtCommandsAreReadFromBashAndCloudStepsAndContainers() {
        catalog.ingest(
                Asserted.by("shop").flow("raw -> orders -> mart").model("mart").tag("nightly"));

        catalog.ingest(Instance.of("prod")
                .dag("dbt", "bash, cloud, pod, all")
                .operator("bash", "BashOperator")
                .rendered("bash", "bash_command", "cd /opt/shop && dbt deps; dbt --quiet run -s 'raw+' --target prod")
                .rendered("cloud", "steps_override", "[\"dbt test --select tag:nightly\"]")
                .rendered("pod", "cmds", "[\"dbt\"]", "arguments", "[\"build\", \"--select\", \"mart\"]")
                .rendered("all", "bash_command", "dbt run --exclude raw"));

        assertThat(catalog.flows().stream().filter(edge -> edge.contains("via")))
                .containsExactly(
                        "dbt.all -> mart {via=dbt}",
                        "dbt.all -> orders {via=dbt}",
                        "dbt.bash -> mart {via=dbt}",
                        "dbt.bash -> orders {via=dbt}",
                        "dbt.bash -> raw {via=dbt}",
                        "dbt.pod -> mart {via=dbt}",
                        "mart -> dbt.cloud {use=validates, via=dbt}");
        assertThat(catalog.warned()).isEmpty();
    }

    @Test
    void selectorsThatAreNotReadAndNodesThatAreNotThereCostAWarningEach() {
        catalog.ingest(Asserted.by("shop").model("orders"));
        catalog.ingest(Asserted.by("other").model("orders").model("more"));

        catalog.ingest(Instance.of("prod")
                .dag("dbt", "state, yaml, gone, two, all, one")
                .rendered("state", "bash_command", "dbt run --select state:modified+")
                .rendered("yaml", "bash_command", "dbt run --selector nightly")
                .rendered("gone", "bash_command", "dbt run --select nothing")
                .rendered("two", "bash_command", "dbt run --select orders")
                .rendered("all", "bash_command", "dbt run")
                .rendered("one", "bash_command", "dbt run --project-dir=/dbt/shop"));

        assertThat(catalog.warned())
                .containsExactly(
                        "ambiguous_dbt_node",
                        "unknown_dbt_node",
                        "unknown_dbt_project",
                        "unread_dbt_selector",
                        "unread_dbt_selector");
        assertThat(catalog.flows().stream().filter(edge -> edge.contains("via")))
                .containsExactly("dbt.one -> orders {via=dbt}");
    }

    @Test
    void sqlTellsWhichTablesATaskReadsAndWrites() {
        catalog.ingest(Asserted.by("shop").model("raw").model("orders").model("mart"));

        catalog.ingest(Instance.of("prod")
                .dag("etl", "insert, check, big, none, copy")
                .operator("insert", "SQLExecuteQueryOperator")
                .rendered(
                        "insert",
                        "sql",
                        "[\"delete from main.orders\", \"insert into db.main.orders select * from main.raw\"]")
                .operator("check", "SQLCheckOperator")
                .rendered("check", "sql", "select count(*) > 0 from db.main.mart")
                .operator("big", "BigQueryInsertJobOperator")
                .rendered(
                        "big",
                        "configuration",
                        "{'query': {'query': 'select * from `db.main.orders`', 'useLegacySql': False,"
                                + " 'destinationTable': {'projectId': 'db', 'datasetId': 'main', 'tableId': 'mart'}}}")
                .rendered("none", "sql", "select * from elsewhere.table_of_nobody")
                .operator("copy", "SnowflakeSqlApiOperator")
                .rendered("copy", "sql", "truncate table main.raw; copy into main.raw from @stage/raw"));

        assertThat(catalog.flows().stream().filter(edge -> edge.contains("via")))
                .containsExactly(
                        "etl.big -> mart {via=sql}",
                        "etl.copy -> raw {via=sql}",
                        "etl.insert -> orders {via=sql}",
                        "mart -> etl.check {use=validates, via=sql}",
                        "orders -> etl.big {via=sql}",
                        "raw -> etl.insert {via=sql}");
        assertThat(catalog.warned()).containsExactly("unknown_table");
    }

    @Test
    void annotationsSayWhatNothingElseTells() {
        catalog.ingest(Asserted.by("shop").model("raw").model("orders").model("mart"));

        catalog.annotated("""
                version: 1
                tasks:
                  - dag: etl
                    task: load
                    consumes: ["urn:dcs:dbt:model:shop.main:raw"]
                    produces: ["urn:dcs:dbt:model:shop.main:orders", "urn:dcs:dbt:model:shop.main:gone"]
                    validates: ["urn:dcs:dbt:model:shop.main:mart"]
                  - {dag: etl, task: nobody}
                assets:
                  - uri: s3://lake/mart
                    capsule: urn:dcs:dbt:model:shop.main:mart
                  - {uri: s3://lake/gone, capsule: "urn:dcs:dbt:model:shop.main:mart"}
                """)
                .ingest(Instance.of("prod").dag("etl", "load").asset("s3://lake/mart", List.of("etl/load")));

        assertThat(catalog.flows())
                .containsExactly(
                        "etl -> etl.load",
                        "etl.load -> mart {via=asset}",
                        "etl.load -> orders {via=annotation}",
                        "mart -> etl.load {use=validates, via=annotation}",
                        "raw -> etl.load {via=annotation}");
        assertThat(catalog.warned()).containsExactly("unknown_asset", "unknown_capsule", "unknown_task");
    }
}
