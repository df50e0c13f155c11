package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.model.Urn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(RunningServer.class)
class ReadingIT {

    @BeforeAll
    static void ingest(Api api) {
        assertThat(api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo()).status())
                .isEqualTo(200);
    }

    @Test
    void pagesThroughAListWithoutGapOrRepetition(Api api) {
        long total = api.get("/capsules?source_instance=northwind_coffee&limit=1")
                .json()
                .path("total")
                .asLong();
        List<String> urns = new ArrayList<>();
        for (int offset = 0; offset < total; offset += 7) {
            JsonNode page = api.get("/capsules?source_instance=northwind_coffee&limit=7&offset=" + offset)
                    .json();
            assertThat(page.path("limit").asInt()).isEqualTo(7);
            assertThat(page.path("offset").asInt()).isEqualTo(offset);
            assertThat(page.path("total").asLong()).isEqualTo(total);
            page.path("items").forEach(item -> urns.add(item.path("urn").asString()));
        }
        assertThat(urns).hasSize((int) total).doesNotHaveDuplicates();
    }

    @Test
    void combinesFilters(Api api) {
        JsonNode page = api.get(
                        "/capsules?layer=gold&capsule_type=model&has_pii=true&search=customer&sort=-column_count")
                .json();

        assertThat(page.path("items").size()).isPositive();
        for (JsonNode item : page.path("items")) {
            assertThat(item.path("layer").asString()).isEqualTo("gold");
            assertThat(item.path("capsule_type").asString()).isEqualTo("model");
            assertThat(item.path("has_pii").asBoolean()).isTrue();
        }
    }

    @Test
    void answersNothingToACallerWhoHasTheRevision(Api api) {
        for (String path : List.of("/capsules", "/capsules/stats", "/columns", "/capsules/" + first(api))) {
            Api.Answer answer = api.get(path);
            assertThat(answer.header("ETag")).matches("\"r[0-9]+\"");
            Api.Answer again =
                    api.send(path, request -> request.header("If-None-Match", "W/\"other\", " + answer.header("ETag")));
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.text()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(answer.header("ETag"));
            assertThat(api.send(path, request -> request.header("If-None-Match", "\"r0\""))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void findsACapsuleByUrnAndById(Api api) {
        JsonNode byUrn = api.get("/capsules/" + first(api)).json();
        JsonNode byId = api.get("/capsules/" + byUrn.path("id").asString()).json();

        assertThat(byId).isEqualTo(byUrn);
        assertThat(byUrn.path("sql").isNull()).isTrue();
    }

    @Test
    void readsTheCodeFromTheStoreWhenItIsAskedFor(Api api) {
        JsonNode model = api.get("/capsules?source_instance=northwind_coffee&capsule_type=model&limit=1")
                .json()
                .path("items")
                .get(0);
        String urn = model.path("urn").asString();

        assertThat(api.get("/capsules/" + urn + "?details=true")
                        .json()
                        .path("sql")
                        .asString())
                .containsIgnoringCase("select");
        assertThat(api.get("/capsules/" + urn + "/details")
                        .json()
                        .path("compiled_sql")
                        .asString())
                .containsIgnoringCase("select");
    }

    @Test
    void tellsLineageWithEveryEdgeAmongTheNodes(Api api) {
        JsonNode model = api.get("/capsules?source_instance=northwind_coffee&layer=gold&capsule_type=model&limit=1")
                .json()
                .path("items")
                .get(0);
        JsonNode lineage = api.get("/capsules/" + model.path("urn").asString() + "/lineage?direction=upstream&depth=9")
                .json();
        List<String> nodes = new ArrayList<>();
        lineage.path("nodes").forEach(node -> nodes.add(node.path("urn").asString()));

        assertThat(lineage.path("root").asString()).isEqualTo(model.path("urn").asString());
        assertThat(lineage.path("complete").asBoolean()).isTrue();
        assertThat(lineage.path("left_out").path("nodes").asInt()).isZero();
        assertThat(lineage.path("edges").size()).isPositive();
        for (JsonNode edge : lineage.path("edges")) {
            assertThat(nodes)
                    .contains(edge.path("from").asString(), edge.path("to").asString());
            assertThat(edge.path("type").asString()).isEqualTo("FLOWS_TO");
        }
        JsonNode shallow = api.get("/capsules/" + model.path("urn").asString() + "/lineage?limit=2")
                .json();
        assertThat(shallow.path("nodes").size()).isEqualTo(2);
        assertThat(shallow.path("complete").asBoolean()).isFalse();
        assertThat(shallow.path("left_out").path("nodes").asInt()).isPositive();
    }

    @Test
    void listsColumnsOfACapsuleAndFindsEach(Api api) {
        JsonNode columns = api.get("/capsules/" + first(api) + "/columns").json();
        assertThat(columns.path("items").size()).isPositive();
        String urn = columns.path("items").get(0).path("urn").asString();

        assertThat(api.get("/columns/" + urn).json())
                .isEqualTo(columns.path("items").get(0));
        assertThat(api.get("/columns/stats").json().path("total").asInt()).isPositive();
        assertThat(api.get("/columns?has_pii=true&limit=1").json().path("total").asInt())
                .isPositive();
    }

    @Test
    void searchesInSpiteOfTypos(Api api) {
        JsonNode found = api.get("/search?q=custmers&limit=5").json();

        assertThat(found.path("items").size()).isPositive();
        assertThat(found.path("revision").isNumber()).isTrue();
        assertThat(found.path("items").toString()).contains("customers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\": \"MATCH (c:Capsule {source_instance: $of}) RETURN count(c) AS n\","
                        + " \"parameters\": {\"of\": \"northwind_coffee\"}}",
                "{\"language\": \"gremlin\", \"query\":"
                        + " \"g.V().has('Capsule', 'source_instance', 'northwind_coffee').count()\"}"
            })
    void answersQuestionsInBothLanguages(String question, Api api) {
        Api.Answer answer = api.post("/graph/query", question);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("rows").get(0).get(0).asLong())
                .isEqualTo(api.get("/capsules?source_instance=northwind_coffee")
                        .json()
                        .path("total")
                        .asLong());
        assertThat(answer.json().path("complete").asBoolean()).isTrue();
        assertThat(answer.json().path("reason").isNull()).isTrue();
    }

    @Test
    void saysWhenALimitCutAnAnswerShort(Api api) {
        JsonNode answer = api.post("/graph/query", "{\"query\": \"MATCH (c:Capsule) RETURN c.urn\", \"limit\": 3}")
                .json();

        assertThat(answer.path("rows").size()).isEqualTo(3);
        assertThat(answer.path("complete").asBoolean()).isFalse();
        assertThat(answer.path("reason").asString()).isNotEmpty();
    }

    @Test
    void refusesQuestionsThatWrite(Api api) {
        Api.Answer cypher = api.post("/graph/query", "{\"query\": \"MATCH (n) DETACH DELETE n\"}");
        Api.Answer gremlin = api.post("/graph/query", "{\"language\": \"gremlin\", \"query\": \"g.V().drop()\"}");

        assertThat(cypher.status()).as(cypher.text()).isEqualTo(403);
        assertThat(gremlin.status()).as(gremlin.text()).isEqualTo(403);
    }

    @Test
    void exportsInEveryFormatWithItsTypeAndName(Api api) {
        JsonNode formats = api.get("/graph/formats").json();
        assertThat(formats.toString()).isEqualTo("[\"graphml\",\"dot\",\"cypher\",\"mermaid\",\"json-ld\",\"json\"]");

        for (JsonNode format : formats) {
            Api.Answer answer =
                    api.get("/graph/export?include_columns=true&include_tags=true&format=" + format.asString());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("dim_");
            assertThat(answer.header("Content-Disposition")).matches("attachment; filename=\"graph\\.[a-z]+\"");
            Api.Answer lineage =
                    api.get("/graph/export/lineage/" + first(api) + "?depth=1&format=" + format.asString());
            assertThat(lineage.status()).isEqualTo(200);
            assertThat(lineage.header("Content-Type")).isEqualTo(answer.header("Content-Type"));
        }
        assertThat(api.get("/graph/export?format=graphml").header("Content-Type"))
                .isEqualTo("application/graphml+xml;charset=UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "a b",
                "a%b",
                "a%2Fb",
                "a#b?c",
                "a.b",
                "a+b",
                "a;b=c",
                "a|b",
                "columns",
                "a:lineage",
                "ключ",
                "a&b=c",
                "[x]{y}"
            })
    void findsNamesWithAnyCharacter(String name, Api api, @TempDir Path folder) {
        api.upload("/ingest/dbt/upload?wait=true", Map.of("manifest", Artifacts.manifest(folder, "odd", name)));
        String urn = Urn.capsule("dbt", "model", name, "odd", "marts");

        String path = "/capsules/" + encoded(urn);
        Api.Answer answer = api.get(path);
        assertThat(answer.status()).as(path + answer.text()).isEqualTo(200);
        assertThat(answer.json().path("urn").asString()).isEqualTo(urn);
        assertThat(api.get(path + "/columns").json().path("total").asInt()).isEqualTo(1);
        assertThat(api.get(path + "/lineage").json().path("root").asString()).isEqualTo(urn);
        assertThat(api.get("/columns/" + encoded(urn + ".id")).status()).isEqualTo(200);
    }

    @Test
    void understandsAUrnAsItIsToo(Api api, @TempDir Path folder) {
        api.upload("/ingest/dbt/upload?wait=true", Map.of("manifest", Artifacts.manifest(folder, "raw", "a/b c")));

        Api.Answer answer = api.get("/capsules/urn:dcs:dbt:model:raw.marts:a%2Fb%20c");

        assertThat(answer.json().path("name").asString()).isEqualTo("a/b c");
    }

    @Test
    void resolvesAUrnWithoutItsSchemaOrListsTheCandidates(Api api) {
        JsonNode model = api.get("/capsules?source_instance=northwind_coffee&capsule_type=model&limit=1")
                .json()
                .path("items")
                .get(0);

        assertThat(api.get("/capsules/urn:dcs:dbt:model:northwind_coffee:"
                                + model.path("name").asString())
                        .json()
                        .path("urn")
                        .asString())
                .isEqualTo(model.path("urn").asString());
    }

    private static String first(Api api) {
        return api.get("/capsules?source_instance=northwind_coffee&has_pii=true&capsule_type=model&layer=gold&limit=1")
                .json()
                .path("items")
                .get(0)
                .path("urn")
                .asString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
