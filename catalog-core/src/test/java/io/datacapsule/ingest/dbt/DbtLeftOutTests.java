package io.datacapsule.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.datacapsule.ingest.JobWarning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DbtLeftOutTests {

    @Test
    void countsWhatIsNoDataset() {
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {"operation.shop.hook": {"resource_type": "operation", "name": "hook"},
                          "sql_operation.shop.q": {"resource_type": "sql operation", "name": "q"},
                          "rpc.shop.q": {"resource_type": "rpc", "name": "q"}},
                "metrics": {"metric.shop.m": {}}, "semantic_models": {"semantic_model.shop.s": {}},
                "saved_queries": {"saved_query.shop.q": {}}, "functions": {"function.shop.f": {}},
                "macros": {"macro.dbt.x": {}, "macro.dbt.y": {}}""");

        assertThat(result.graph().capsules()).isEmpty();
        assertThat(result.warned())
                .containsExactly(
                        entry("left_out_function", 1),
                        entry("left_out_macro", 2),
                        entry("left_out_metric", 1),
                        entry("left_out_operation", 1),
                        entry("left_out_rpc", 1),
                        entry("left_out_saved_query", 1),
                        entry("left_out_semantic_model", 1),
                        entry("left_out_sql_operation", 1));
        assertThat(result.warnings())
                .contains(new JobWarning(
                        "left_out_operation",
                        "manifest.json $.nodes['operation.shop.hook']",
                        "Left out: an operation is no dataset (operation.shop.hook)"))
                .last()
                .extracting(JobWarning::code)
                .isEqualTo("left_out_macro");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"disabled\": {\"model.shop.off\": [{\"name\": \"off\"}]}",
                "\"disabled\": {\"model.shop.off\": {\"name\": \"off\"}}",
                "\"disabled\": [{\"name\": \"off\", \"unique_id\": \"model.shop.off\"}]",
                "\"sources\": {\"model.shop.off\": {\"name\": \"off\", \"config\": {\"enabled\": false}}}",
                "\"sources\": {\"model.shop.off\": {\"name\": \"off\", \"config\": {\"enabled\": \"False\"}}}"
            })
    void leavesOutWhatIsDisabledInWhateverShape(String disabled) {
        ReadResult result = ReadResult.ofManifest(disabled + """
                , "nodes": {"model.shop.a": {"name": "a", "schema": "s", "depends_on": {"nodes": ["model.shop.off", "model.x.y", "model.shop.a"]}}}""");

        assertThat(result.urns()).containsExactly("urn:dcs:dbt:model:shop.s:a");
        assertThat(result.capsule("model.shop.a").upstream()).isEmpty();
        assertThat(result.warned())
                .containsExactly(
                        entry("left_out_disabled", 1), entry("self_dependency", 1), entry("unknown_dependency", 2));
        assertThat(result.warnings())
                .extracting(JobWarning::message)
                .contains(
                        "Left out: 'model.shop.off' was left out (disabled)",
                        "Left out: 'model.x.y' is not in the manifest");
    }

    @Test
    void leavesOutNodesThatCannotBeUsedAndKeepsTheRest() {
        String tooLong = "x".repeat(700);
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {"model.shop.1": 7, "model.shop.2": null, "model.shop.3": {"schema": "s"}, "model.shop.4": {"name": {}},
                  "model.shop.5": {"name": "%s"}, "model.shop.a": {"name": "a", "schema": "s"}}""".formatted(tooLong));

        assertThat(result.urns()).containsExactly("urn:dcs:dbt:model:shop.s:a");
        assertThat(result.warned()).containsExactly(entry("invalid_node", 5), entry("invalid_value", 1));
    }

    @Test
    void ignoresValuesOfTheWrongTypeAndSaysWhere() {
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {"model.shop.a": {"name": 7, "schema": "s", "description": ["x"], "tags": {"x": 1}, "meta": "none",
                  "config": [], "depends_on": 3, "contract": true, "columns": {"x": 1, "y": {"name": true, "tags": "one", "meta": []}, "": {}}}}""");

        assertThat(result.urns()).containsExactly("urn:dcs:dbt:model:shop.s:7");
        assertThat(result.capsule("model.shop.a").columns())
                .extracting(column -> column.name())
                .containsExactly("y");
        assertThat(result.warned()).containsExactly(entry("invalid_column", 1), entry("invalid_value", 9));
        assertThat(result.warnings())
                .contains(new JobWarning(
                        "invalid_value",
                        "manifest.json $.nodes['model.shop.a'].description",
                        "Ignored: a text belongs here, not a list"));
    }

    @Test
    void readsThroughNullsEverywhere() {
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {"model.shop.a": {"name": "a", "schema": null, "resource_type": null, "package_name": null, "description": null,
                  "tags": null, "meta": null, "config": null, "depends_on": {"nodes": null}, "contract": null, "version": null, "columns": null,
                  "raw_code": null, "constraints": null, "owner": null}, "test.shop.t": {"name": "t", "test_metadata": null, "attached_node": null,
                  "column_name": null, "depends_on": null, "resource_type": "test"}},
                "sources": null, "exposures": null, "metrics": null, "groups": null, "disabled": null, "macros": null, "unit_tests": null""");

        assertThat(result.urns()).containsExactly("urn:dcs:dbt:model:shop:a");
        assertThat(result.warned()).containsExactly(entry("unattached_test", 1));
    }

    @Test
    void takesTheLastOfTwoNodesOfOneId() {
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {"model.shop.a": {"name": "old", "schema": "s"}, "model.shop.a": {"name": "new", "schema": "s"}}""");

        assertThat(result.urns()).containsExactly("urn:dcs:dbt:model:shop.s:new");
        assertThat(result.warned()).containsExactly(entry("duplicate_node", 1));
    }

    @Test
    void saysWarningsInPrintableText() {
        ReadResult result = ReadResult.ofManifest("\"nodes\": {\"model.shop.\\u0000\\u007f\\n\": 7}");

        assertThat(result.warnings().getFirst().path())
                .isEqualTo("manifest.json $.nodes['model.shop.\ufffd\ufffd\ufffd']");
    }
}
