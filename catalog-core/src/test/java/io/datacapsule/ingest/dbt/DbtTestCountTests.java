package io.datacapsule.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class DbtTestCountTests {

    private static final String NODES = """
            "model.shop.a": {"name": "a", "schema": "s", "columns": {"id": {"name": "id"}, "Ref": {"name": "Ref"}}},
            "model.shop.b": {"name": "b", "schema": "s", "columns": {"id": {"name": "id"}}}""";

    @Test
    void countsTestsWhereTheyAreAttached() {
        ReadResult result = tests("""
                "test.shop.1": {"resource_type": "test", "name": "1", "attached_node": "model.shop.a", "column_name": "ID", "depends_on": {"nodes": ["model.shop.b", "model.shop.a"]}},
                "test.shop.2": {"resource_type": "test", "name": "2", "attached_node": "model.shop.a", "column_name": "\\"ref\\"", "depends_on": {"nodes": ["model.shop.a"]}},
                "test.shop.3": {"resource_type": "test", "name": "3", "attached_node": "model.shop.a", "depends_on": {"nodes": ["model.shop.a"]}}""");

        assertThat(onNode(result, "a")).isEqualTo(3);
        assertThat(onNode(result, "b")).isZero();
        assertThat(result.column("model.shop.a", "id").testCount()).isEqualTo(1);
        assertThat(result.column("model.shop.a", "Ref").testCount()).isEqualTo(1);
        assertThat(result.column("model.shop.b", "id").testCount()).isZero();
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void countsNothingThatAModelOnlySaysOfItself() {
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {"model.shop.a": {"name": "a", "schema": "s", "data_tests": ["unique"], "tests": ["not_null"],
                  "columns": {"id": {"name": "id", "data_tests": ["unique", {"not_null": {}}], "tests": ["unique"]}}}}""");

        assertThat(onNode(result, "a")).isZero();
        assertThat(result.column("model.shop.a", "id").testCount()).isZero();
    }

    @Test
    void findsTheNodeOfAnOldRelationshipTestByItsModelArgument() {
        ReadResult result = tests("""
                "test.shop.1": {"resource_type": "test", "name": "1", "depends_on": {"nodes": ["model.shop.a", "model.shop.b"]},
                  "test_metadata": {"name": "relationships", "kwargs": {"column_name": "id", "to": "ref('a')", "model": "{{ get_where_subquery(ref('shop', 'b')) }}"}}}""");

        assertThat(onNode(result, "a")).isZero();
        assertThat(onNode(result, "b")).isEqualTo(1);
        assertThat(result.column("model.shop.b", "id").testCount()).isEqualTo(1);
    }

    @Test
    void countsASingularTestOnEverythingItReads() {
        ReadResult result = tests(
                "\"test.shop.1\": {\"resource_type\": \"test\", \"name\": \"1\", \"depends_on\": {\"nodes\": [\"model.shop.a\", \"model.shop.b\", \"model.shop.a\"]}}");

        assertThat(onNode(result, "a")).isEqualTo(1);
        assertThat(onNode(result, "b")).isEqualTo(1);
    }

    @Test
    void countsUnitTestsOfAllDialects() {
        ReadResult result = ReadResult.ofManifest("\"nodes\": {" + NODES + "}, " + """
                "unit_tests": {
                  "unit_test.shop.a.x": {"name": "x", "model": "a", "depends_on": {"nodes": ["model.shop.a"]}, "given": [{"rows": [{"a": 1}]}]},
                  "unit_test.shop.b.y": {"name": "y", "model": "b", "tested_node_unique_id": "model.shop.b", "depends_on": {"nodes": []}},
                  "unit_test.shop.b.z": {"name": "z", "model": "b", "depends_on": {"nodes": ["model.shop.a", "model.shop.b"]}}}""");

        assertThat(onNode(result, "a")).isEqualTo(1);
        assertThat(onNode(result, "b")).isEqualTo(2);
    }

    @Test
    void countsNoDisabledTestAndWarnsOfLostOnes() {
        ReadResult result = tests("""
                "test.shop.1": {"resource_type": "test", "name": "1", "attached_node": "model.shop.a", "config": {"enabled": false}},
                "test.shop.2": {"resource_type": "test", "name": "2", "attached_node": "model.shop.gone"},
                "test.shop.3": {"resource_type": "test", "name": "3"}""");

        assertThat(onNode(result, "a")).isZero();
        assertThat(result.warned()).containsExactly(entry("left_out_disabled", 1), entry("unattached_test", 2));
    }

    private static ReadResult tests(String tests) {
        return ReadResult.ofManifest("\"nodes\": {" + NODES + ", " + tests + "}");
    }

    private static int onNode(ReadResult result, String model) {
        return result.capsule("model.shop." + model).capsule().testCount();
    }
}
