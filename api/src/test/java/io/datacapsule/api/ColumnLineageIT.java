package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@ExtendWith(RunningServer.class)
class ColumnLineageIT {

    private static final String ORDERS = "urn:dcs:dbt:model:northwind_coffee.marts:fct_orders";

    private static final Path TOLD =
            Path.of("..", "catalog-core", "src", "test", "resources", "dbt", "column-lineage", "info-schema.parquet");

    private static JsonNode job;

    @BeforeAll
    static void ingest(Api api) {
        Api.Answer answer = api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());
        assertThat(answer.status()).isEqualTo(200);
        job = answer.json();
    }

    @Test
    void countsColumnEdgesInTheJobAndNothingTheSecondTime(Api api) {
        JsonNode again =
                api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo()).json();

        long known = job.path("counts").path("column_edges_created").asLong()
                + job.path("counts").path("column_edges_unchanged").asLong();
        assertThat(known).isPositive();
        assertThat(again.path("counts").path("column_edges_unchanged").asLong()).isEqualTo(known);
        assertThat(again.path("revision").asLong()).isZero();
    }

    @Test
    void takesTheLineageThatDbtFoundItselfAndNamesItsSource(Api api, @TempDir Path folder) {
        Path manifest = Artifacts.manifest(folder, "shop", "stg_customers", "stg_orders", "customers");
        api.upload(
                "/ingest/dbt/upload?wait=true",
                Map.of("manifest", manifest, "column_lineage", TOLD, "project_name", "told"));

        JsonNode edges = api.get("/columns/urn:dcs:dbt:model:told.marts:customers.total/lineage?direction=upstream")
                .json()
                .path("edges");

        assertThat(edges.size()).isEqualTo(1);
        assertThat(edges.path(0).path("lineage_source").asString()).isEqualTo("dbt");
        assertThat(edges.path(0).path("transformation").asString()).isEqualTo("TRANSFORMATION");
        assertThat(edges.path(0).path("to").asString()).isEqualTo("urn:dcs:dbt:model:told.marts:stg_orders.amount");
    }

    @Test
    void refusesColumnLineageThatIsNoParquet(Api api, @TempDir Path folder) {
        Path manifest = Artifacts.manifest(folder, "shop", "customers");

        Api.Answer answer = api.upload(
                "/ingest/dbt/upload?wait=true",
                Map.of("manifest", manifest, "column_lineage", manifest, "project_name", "told"));

        assertThat(answer.status()).isIn(400, 422);
        assertThat(answer.json().path("code").asString()).isEqualTo("artifact_unreadable");
        assertThat(answer.json().path("detail").asString()).contains("column_lineage.parquet", "Parquet");
    }

    @Test
    void followsAColumnToItsOrigins(Api api) {
        JsonNode lineage = api.get("/columns/" + ORDERS + ".order_amount/lineage?direction=upstream&depth=10")
                .json();

        assertThat(lineage.path("root").asString()).isEqualTo(ORDERS + ".order_amount");
        assertThat(names(lineage)).contains("order_items.unit_price_cents", "fct_orders.order_amount");
        assertThat(lineage.path("edges").size()).isPositive();
        for (JsonNode edge : lineage.path("edges")) {
            assertThat(edge.path("type").asString()).isEqualTo("DERIVED_FROM");
            assertThat(edge.path("kind").asString()).isEqualTo("DIRECT");
            assertThat(edge.path("confidence").asString()).isIn("resolved", "ambiguous");
        }
    }

    @Test
    void tellsTheLineageOfAllColumnsOfACapsule(Api api) {
        Api.Answer answer =
                api.get("/capsules/" + ORDERS + "/lineage?level=column&direction=upstream&expressions=true");
        JsonNode lineage = answer.json();

        assertThat(answer.header("ETag")).isNotEmpty();
        assertThat(lineage.path("nodes")
                        .valueStream()
                        .filter(node -> node.path("direction").asString().equals("root")))
                .hasSize(13)
                .allSatisfy(node -> assertThat(node.path("depth").asInt()).isZero());
        assertThat(lineage.path("edges")
                        .valueStream()
                        .anyMatch(edge -> !edge.path("expression").isMissingNode()
                                && !edge.path("expression").isNull()))
                .isTrue();
    }

    @Test
    void showsWhatIsKnownOnCapsulesColumnsAndInStatistics(Api api) {
        JsonNode capsule =
                api.get("/capsules/" + ORDERS + "?details=true").json().path("column_lineage");
        JsonNode column = api.get("/columns/" + ORDERS + ".order_amount").json();
        JsonNode statistics = api.get("/capsules/stats").json();

        assertThat(capsule.path("status").asString()).isEqualTo("complete");
        assertThat(capsule.path("upstream_columns").asInt()).isPositive();
        assertThat(capsule.path("details").path("indirect").size()).isPositive();
        assertThat(column.path("upstream_count").asInt()).isPositive();
        assertThat(statistics.path("column_lineage_edges").asLong()).isPositive();
        assertThat(statistics.path("by_column_lineage").path("complete").asLong())
                .isPositive();
    }

    @Test
    void writesEdgesOfColumnsInExportsAndAnswersThemInGremlin(Api api) {
        for (String format : List.of("graphml", "dot", "cypher", "mermaid", "json-ld", "json")) {
            String text = api.get("/graph/export?include_columns=true&format=" + format)
                    .text();
            assertThat(text).as(format).contains("transformation", "confidence");
        }
        JsonNode rows = api.post(
                        "/graph/query",
                        "{\"language\": \"gremlin\", \"query\": \"g.E().hasLabel('DERIVED_FROM').count()\"}")
                .json();
        assertThat(rows.path("rows").get(0).get(0).asLong())
                .isEqualTo(api.get("/capsules/stats")
                        .json()
                        .path("column_lineage_edges")
                        .asLong());
    }

    @Test
    void refusesUnknownColumnsAndParameters(Api api) {
        Map<String, Integer> expected = Map.of(
                "/columns/" + ORDERS + ".nothing/lineage",
                404,
                "/columns/urn:dcs:dbt:model:nowhere.x:y.z/lineage",
                404,
                "/capsules/" + ORDERS + "/lineage?level=table",
                400,
                "/capsules/" + ORDERS + "/lineage?indirect=true",
                400,
                "/columns/" + ORDERS + ".order_id/lineage?depth=0",
                400);
        expected.forEach((path, status) -> {
            Api.Answer answer = api.get(path);
            assertThat(answer.status()).as(path).isEqualTo(status);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        });
    }

    @Test
    void derivesTheLineageOfAStatement(Api api) {
        JsonNode given = api.post("/lineage/sql", """
                        {"sql": "select a + b as total, c from t", "dialect": "postgres", "default_schema": "s",
                         "default_database": "d", "schema": {"d.s.t": {"a": "int", "b": "int", "c": "text"}}}""").json();

        assertThat(given.path("complete").asBoolean()).isTrue();
        assertThat(given.path("tables").get(0).asString()).isEqualTo("d.s.t");
        assertThat(given.path("columns").get(0).path("name").asString()).isEqualTo("total");
        assertThat(given.path("columns").get(0).path("origins").size()).isEqualTo(2);
        assertThat(given.path("columns")
                        .get(1)
                        .path("origins")
                        .get(0)
                        .path("transformation")
                        .asString())
                .isEqualTo("IDENTITY");
        JsonNode known = api.post("/lineage/sql", """
                        {"sql": "select * from coffee.marts.fct_orders", "dialect": "duckdb"}""").json();
        assertThat(known.path("columns").size()).isEqualTo(13);
        JsonNode broken = api.post("/lineage/sql", """
                        {"sql": "select from where ((", "dialect": "duckdb"}""").json();
        assertThat(broken.path("complete").asBoolean()).isFalse();
        assertThat(broken.path("unresolved").get(0).path("reason").asString()).isEqualTo("parse_error");
    }

    @Test
    void refusesStatementsThatCannotBeMeant(Api api) {
        assertThat(api.post("/lineage/sql", "{\"dialect\": \"duckdb\"}").status())
                .isEqualTo(400);
        assertThat(api.post("/lineage/sql", "{\"sql\": \"select 1\", \"dialect\": \"cobol\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/lineage/sql", "{\"sql\": \"select 1\"}").status()).isEqualTo(400);
        String large = "select " + "1,".repeat(600_000) + "1";
        assertThat(api.post("/lineage/sql", "{\"sql\": \"" + large + "\", \"dialect\": \"duckdb\"}")
                        .status())
                .isEqualTo(413);
    }

    private static List<String> names(JsonNode lineage) {
        List<String> names = new ArrayList<>();
        lineage.path("nodes")
                .forEach(node -> names.add(node.path("capsule_name").asString() + "."
                        + node.path("name").asString()));
        return names;
    }
}
