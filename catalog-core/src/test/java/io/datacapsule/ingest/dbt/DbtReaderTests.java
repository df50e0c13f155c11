package io.datacapsule.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Layer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DbtReaderTests {

    @Test
    void readsAModelWithAllThatTheManifestSays() {
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {"model.shop.dim_customers": {
                  "resource_type": "model", "name": "dim_customers", "package_name": "shop", "database": "db", "schema": "marts",
                  "path": "marts/crm/dim_customers.sql", "original_file_path": "models/marts/crm/dim_customers.sql",
                  "description": "All customers.", "access": "public", "language": "sql", "tags": ["nightly"],
                  "config": {"enabled": true, "materialized": "table", "tags": ["nightly", "vip"], "meta": {"b": 1, "a": [true, null]},
                    "contract": {"enforced": true}, "group": "crm"},
                  "meta": {"owner": "Ana", "b": 2}, "raw_code": "select {{ x }}", "compiled_code": "select 1",
                  "depends_on": {"macros": ["macro.dbt.x"], "nodes": []}}},
                "sources": {}, "parent_map": {"x": ["y"]}, "docs": {"d": {}}""");

        AssertedCapsule asserted = result.capsule("model.shop.dim_customers");
        Capsule capsule = asserted.capsule();
        assertThat(capsule.urn()).isEqualTo("urn:dcs:dbt:model:shop.marts:dim_customers");
        assertThat(capsule.type()).isEqualTo(CapsuleType.MODEL);
        assertThat(capsule.sourceSystem()).isEqualTo("dbt");
        assertThat(capsule.sourceInstance()).isEqualTo("shop");
        assertThat(capsule.databaseName()).isEqualTo("db");
        assertThat(capsule.schemaName()).isEqualTo("marts");
        assertThat(capsule.layer()).isEqualTo(Layer.GOLD);
        assertThat(capsule.materialization()).isEqualTo("table");
        assertThat(capsule.description()).isEqualTo("All customers.");
        assertThat(capsule.domain()).isEqualTo("crm");
        assertThat(capsule.owner()).isEqualTo("Ana");
        assertThat(capsule.originalFilePath()).isEqualTo("models/marts/crm/dim_customers.sql");
        assertThat(capsule.access()).isEqualTo("public");
        assertThat(capsule.group()).isEqualTo("crm");
        assertThat(capsule.contractEnforced()).isTrue();
        assertThat(capsule.external()).isFalse();
        assertThat(capsule.sqlAsOf()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678901Z"));
        assertThat(capsule.columnsAsOf()).isNull();
        assertThat(capsule.assertedBy()).containsExactly("dbt:shop");
        assertThat(asserted.tags()).containsExactly("nightly", "vip");
        assertThat(asserted.sqlCompiled()).isTrue();
        assertThat(asserted.columnsComplete()).isFalse();
        assertThat(asserted.details())
                .isEqualTo(new CapsuleDetails(
                        capsule.urn(), "select {{ x }}", "select 1", "{\"a\":[true,null],\"b\":1,\"owner\":\"Ana\"}"));
        assertThat(capsule.detailsChecksum()).hasSize(16);
        assertThat(result.warnings()).isEmpty();
        assertThat(result.graph().source()).isEqualTo("dbt:shop");
    }

    @Test
    void readsTheNamesThatOlderVersionsUsed() {
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {
                  "model.shop.a": {"resource_type": "model", "name": "a", "schema": "s", "raw_sql": "raw", "compiled_sql": "compiled"},
                  "model.shop.b": {"resource_type": "model", "name": "b", "schema": "s", "raw": "raw", "injected_sql": "injected"},
                  "model.shop.c": {"resource_type": "model", "name": "c", "schema": "s", "path": "c.py", "raw_code": ""}}""");

        assertThat(result.capsule("model.shop.a").details().compiledSql()).isEqualTo("compiled");
        assertThat(result.capsule("model.shop.a").details().rawSql()).isEqualTo("raw");
        assertThat(result.capsule("model.shop.a").capsule().language()).isEqualTo("sql");
        assertThat(result.capsule("model.shop.b").details().compiledSql()).isEqualTo("injected");
        assertThat(result.capsule("model.shop.b").details().rawSql()).isEqualTo("raw");
        assertThat(result.capsule("model.shop.c").capsule().language()).isEqualTo("python");
        assertThat(result.capsule("model.shop.c").details())
                .isEqualTo(new CapsuleDetails("urn:dcs:dbt:model:shop.s:c", null, null, "{}"));
        assertThat(result.capsule("model.shop.c").sqlCompiled()).isFalse();
        assertThat(result.capsule("model.shop.c").capsule().sqlAsOf()).isNull();
    }

    @Test
    void readsSourcesWithTheMetadataOfTheirSource() {
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {}, "sources": {"source.shop.crm.people": {"resource_type": "source", "name": "people", "source_name": "crm",
                  "schema": "raw_crm", "package_name": "shop", "path": "models/staging/_s.yml", "meta": {"owner": "Ana"},
                  "source_meta": {"domain": "Customer", "owner": "Bo"}, "loader": "x"}}""");

        Capsule source = result.capsule("source.shop.crm.people").capsule();
        assertThat(source.urn()).isEqualTo("urn:dcs:dbt:source:shop.crm:people");
        assertThat(source.schemaName()).isEqualTo("raw_crm");
        assertThat(source.layer()).isEqualTo(Layer.BRONZE);
        assertThat(source.domain()).isEqualTo("customer");
        assertThat(source.owner()).isEqualTo("Ana");
    }

    @Test
    void drawsExposuresDownstreamOfWhatTheyRead() {
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {"model.shop.a": {"resource_type": "model", "name": "a", "schema": "s", "depends_on": {"nodes": ["source.shop.x.y"]}}},
                "sources": {"source.shop.x.y": {"name": "y", "source_name": "x", "schema": "s"}},
                "exposures": {"exposure.shop.board": {"name": "board", "type": "dashboard", "url": "https://bi.example.com",
                  "maturity": "high", "label": "Board", "owner": {"name": "Ana", "email": "ana@example.com"},
                  "depends_on": {"nodes": ["model.shop.a", "model.shop.a"]}}}""");

        AssertedCapsule board = result.capsule("exposure.shop.board");
        assertThat(board.capsule().urn()).isEqualTo("urn:dcs:dbt:exposure:shop.exposures:board");
        assertThat(board.capsule().owner()).isEqualTo("Ana");
        assertThat(board.upstream()).containsExactly("urn:dcs:dbt:model:shop.s:a");
        assertThat(result.capsule("model.shop.a").upstream()).containsExactly("urn:dcs:dbt:source:shop.x:y");
        assertThat(board.details().meta())
                .isEqualTo("{\"_dbt\":{\"label\":\"Board\",\"maturity\":\"high\","
                        + "\"owner\":{\"email\":\"ana@example.com\",\"name\":\"Ana\"},\"type\":\"dashboard\","
                        + "\"url\":\"https://bi.example.com\"}}");
    }

    @Test
    void givesTheOwnerOfTheGroupToItsModels() {
        ReadResult result = ReadResult.ofManifest("""
                "groups": {"group.shop.fin": {"name": "fin", "owner": {"name": null, "email": "fin@example.com"}}},
                "nodes": {"model.shop.a": {"name": "a", "schema": "s", "group": "fin"}}""");

        assertThat(result.graph().ownerEmails()).containsExactly(entry("fin@example.com", "fin@example.com"));
        assertThat(result.capsule("model.shop.a").capsule().owner()).isEqualTo("fin@example.com");
        assertThat(result.capsule("model.shop.a").capsule().domain()).isEqualTo("fin");
    }

    @Test
    void tellsWhenDataWasWrittenFromRunsAndFreshness() {
        ReadResult result = ReadResult.of("""
                "nodes": {"model.shop.a": {"name": "a", "schema": "s"}, "model.shop.b": {"name": "b", "schema": "s"}},
                "sources": {"source.shop.x.y": {"name": "y", "source_name": "x"}}""", null, """
                "args": {"which": "build"}, "results": [
                  {"unique_id": "model.shop.a", "status": "success", "timing": [
                    {"name": "execute", "completed_at": "2026-01-01T06:00:00.123456789Z"}, {"name": "compile", "completed_at": "2026-01-01T05:00:00Z"}]},
                  {"unique_id": "model.shop.b", "status": "error", "timing": [{"name": "execute", "completed_at": "2026-01-01T06:00:00Z"}]}]""", """
                "results": [{"unique_id": "source.shop.x.y", "status": "warn", "max_loaded_at": "2026-01-01T01:00:00+01:00"}]""");

        assertThat(result.capsule("model.shop.a").capsule().dataUpdatedAt())
                .isEqualTo(Instant.parse("2026-01-01T06:00:00.123456Z"));
        assertThat(result.capsule("model.shop.b").capsule().dataUpdatedAt()).isNull();
        assertThat(result.capsule("source.shop.x.y").capsule().dataUpdatedAt())
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void takesNoTimesFromCommandsThatWriteNoData() {
        ReadResult result =
                ReadResult.of("\"nodes\": {\"model.shop.a\": {\"name\": \"a\", \"schema\": \"s\"}}", null, """
                "args": {"which": "generate"}, "results": [{"unique_id": "model.shop.a", "status": "success",
                  "timing": [{"name": "execute", "completed_at": "2026-01-01T06:00:00Z"}]}]""", null);

        assertThat(result.capsule("model.shop.a").capsule().dataUpdatedAt()).isNull();
        assertThat(result.warned()).containsExactly(entry("results_without_data", 1));
    }

    @Test
    void readsTheOldShapeOfFreshnessAndTimesWithoutOffset() {
        ReadResult result = ReadResult.of(
                "\"nodes\": {}, \"sources\": {\"source.shop.x.y\": {\"name\": \"y\", \"source_name\": \"x\"}}",
                null,
                null,
                "\"sources\": {\"source.shop.x.y\": {\"state\": \"pass\", \"max_loaded_at\": \"2026-01-01 01:00:00\"}}");

        assertThat(result.capsule("source.shop.x.y").capsule().dataUpdatedAt())
                .isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
    }

    @Test
    void givesTheSameResultWhateverTheOrderOfTheManifest() {
        String a =
                "\"model.shop.a\": {\"name\": \"a\", \"schema\": \"s\", \"depends_on\": {\"nodes\": [\"model.shop.b\"]}}";
        String b = "\"model.shop.b\": {\"schema\": \"s\", \"meta\": {\"x\": 1, \"y\": 2}, \"name\": \"b\"}";
        String otherB = "\"model.shop.b\": {\"name\": \"b\", \"meta\": {\"y\": 2, \"x\": 1}, \"schema\": \"s\"}";

        assertThat(ReadResult.ofManifest("\"nodes\": {" + a + "," + b + "}").graph())
                .isEqualTo(ReadResult.ofManifest("\"nodes\": {" + otherB + "," + a + "}")
                        .graph());
    }

    @Test
    void changesTheChecksumWithAnyOfTheDetails() {
        List<String> checksums = List.of(
                        "\"raw_code\": \"x\"",
                        "\"compiled_code\": \"x\"",
                        "\"meta\": {\"x\": 1}",
                        "\"raw_code\": \"y\"")
                .stream()
                .map(field -> ReadResult.ofManifest(
                        "\"nodes\": {\"model.shop.a\": {\"name\": \"a\", \"schema\": \"s\", " + field + "}}"))
                .map(result -> result.capsule("model.shop.a").capsule().detailsChecksum())
                .toList();

        assertThat(checksums).doesNotHaveDuplicates().doesNotContainNull();
    }
}
