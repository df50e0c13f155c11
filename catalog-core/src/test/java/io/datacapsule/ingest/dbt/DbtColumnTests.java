package io.datacapsule.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.datacapsule.model.Column;
import io.datacapsule.model.Urn;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DbtColumnTests {

    private static final String ID = "model.shop.a";

    @Test
    void mergesManifestAndCatalogWhateverTheCaseOfNames() {
        ReadResult result = read("""
                "Email": {"name": "Email", "description": "Address.", "data_type": "text", "tags": ["x"], "meta": {"b": 1, "a": 2}},
                "id": {"name": "id"}""", """
                "ID": {"name": "ID", "type": "NUMBER", "index": 1}, "EMAIL": {"name": "EMAIL", "type": "VARCHAR", "index": 2},
                "LOADED_AT": {"name": "LOADED_AT", "type": "DATE", "index": 3, "comment": "When it came."}""");

        assertThat(result.capsule(ID).columns()).extracting(Column::name).containsExactly("id", "Email", "LOADED_AT");
        Column email = result.column(ID, "Email");
        assertThat(email.dataType()).isEqualTo("VARCHAR");
        assertThat(email.ordinal()).isEqualTo(2);
        assertThat(email.description()).isEqualTo("Address.");
        assertThat(email.origin()).isEqualTo("both");
        assertThat(email.semanticType()).isEqualTo("pii");
        assertThat(email.piiType()).isEqualTo("email");
        assertThat(email.piiDetectedBy()).isEqualTo("pattern");
        assertThat(email.meta()).isEqualTo("{\"a\":2,\"b\":1}");
        assertThat(email.urn()).isEqualTo("urn:dcs:dbt:model:shop.s:a.Email");
        assertThat(result.column(ID, "id").semanticType()).isEqualTo("surrogate_key");
        assertThat(result.column(ID, "LOADED_AT").origin()).isEqualTo("catalog");
        assertThat(result.column(ID, "LOADED_AT").description()).isEqualTo("When it came.");
        assertThat(result.capsule(ID).columnTags()).containsExactly(entry("Email", List.of("x")));
        assertThat(result.capsule(ID).columnsComplete()).isTrue();
        assertThat(result.capsule(ID).capsule().columnsAsOf()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678901Z"));
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void keepsTheOrderAndTypesOfTheManifestWithoutACatalog() {
        ReadResult result = ReadResult.ofManifest(
                manifest("\"b\": {\"name\": \"b\", \"data_type\": \"int\"}, \"a\": {\"name\": \"a\"}"));

        assertThat(result.capsule(ID).columns()).extracting(Column::name).containsExactly("b", "a");
        assertThat(result.column(ID, "b").dataType()).isEqualTo("int");
        assertThat(result.column(ID, "b").ordinal()).isZero();
        assertThat(result.column(ID, "b").origin()).isEqualTo("manifest");
        assertThat(result.capsule(ID).columnsComplete()).isFalse();
        assertThat(result.capsule(ID).capsule().columnsAsOf()).isNull();
    }

    @Test
    void keepsBothColumnsWhereTheCatalogHasBothSpellings() {
        ReadResult result = read("\"name\": {\"name\": \"name\"}, \"Name\": {\"name\": \"Name\"}", """
                "Name": {"name": "Name", "type": "int", "index": 1}, "name": {"name": "name", "type": "text", "index": 2}""");

        assertThat(result.capsule(ID).columns()).extracting(Column::name).containsExactly("Name", "name");
        assertThat(result.column(ID, "name").dataType()).isEqualTo("text");
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void replacesHalfASurrogatePairInANameAndSaysSo() {
        ReadResult result = read("\"a b\": {\"name\": \"a b\\ud800\"}", "");

        Column column = result.column(ID, "a b\uFFFD");
        assertThat(Urn.columnOf(column.urn())).isEqualTo(column.name());
        assertThat(result.warned()).containsExactly(entry("malformed_text", 1));
    }

    @Test
    void takesTheFirstOfTwoSpellingsWhereTheCatalogHasOne() {
        ReadResult result = read(
                "\"name\": {\"name\": \"name\"}, \"Name\": {\"name\": \"Name\"}",
                "\"NAME\": {\"name\": \"NAME\", \"type\": \"text\", \"index\": 1}");

        assertThat(result.capsule(ID).columns()).extracting(Column::name).containsExactly("name");
        assertThat(result.warned()).containsExactly(entry("duplicate_column", 1));
        assertThat(result.warnings().getFirst().path()).isEqualTo("manifest.json $.nodes['model.shop.a'].columns.Name");
    }

    @Test
    void putsDocumentedColumnsThatTheWarehouseLacksLast() {
        ReadResult result = read(
                "\"gone\": {\"name\": \"gone\"}, \"b\": {\"name\": \"b\"}",
                "\"a\": {\"type\": \"int\", \"index\": 1}, \"b\": {\"type\": \"int\", \"index\": 2}");

        assertThat(result.capsule(ID).columns()).extracting(Column::name).containsExactly("a", "b", "gone");
    }

    @Test
    void countsPositionsFromOneWhereTheCatalogCountsFromZero() {
        ReadResult result = read(
                "",
                "\"a\": {\"name\": \"a\", \"index\": 0}, \"b\": {\"name\": \"b\", \"index\": \"1\"}, \"c\": {\"name\": \"c\"}");

        assertThat(result.capsule(ID).columns()).extracting(Column::ordinal).containsExactly(1, 2, 0);
    }

    @Test
    void readsTagsAndMetadataThatStandInTheConfiguration() {
        ReadResult result = ReadResult.ofManifest(manifest("""
                "x": {"name": "x", "tags": ["one"], "meta": {"pii": false}, "config": {"tags": ["one", "two"], "meta": {"pii": "Phone"}}}"""));

        assertThat(result.capsule(ID).columnTags()).containsExactly(entry("x", List.of("one", "two")));
        assertThat(result.column(ID, "x").piiType()).isEqualTo("phone");
        assertThat(result.column(ID, "x").piiDetectedBy()).isEqualTo("tag");
    }

    @Test
    void keepsNumbersThatNoMachineHolds() {
        ReadResult result = ReadResult.ofManifest(manifest("""
                "x": {"name": "x", "meta": {"big": 1e999, "long": 123456789012345678901234567890, "small": 0.5}}"""));

        assertThat(result.column(ID, "x").meta())
                .isEqualTo("{\"big\":\"1e999\",\"long\":123456789012345678901234567890,\"small\":0.5}");
    }

    @Test
    void warnsOfRelationsThatTheManifestDoesNotKnow() {
        ReadResult result = ReadResult.of(manifest(""), """
                "nodes": {"model.shop.gone": {"columns": {"a": {"name": "a"}}}, "test.shop.x": {"columns": {"a": {"name": "a"}}}},
                "sources": {"source.shop.x.gone": {"columns": {"a": {"name": "a"}}}}, "errors": ["Compilation Error"]""", null, null);

        assertThat(result.warned()).containsExactly(entry("left_out_test_table", 1), entry("unknown_catalog_node", 2));
    }

    private static ReadResult read(String columns, String catalogColumns) {
        return ReadResult.of(
                manifest(columns),
                "\"nodes\": {\"model.shop.a\": {\"columns\": {" + catalogColumns
                        + "}}}, \"sources\": {}, \"errors\": null",
                null,
                null);
    }

    private static String manifest(String columns) {
        return "\"nodes\": {\"model.shop.a\": {\"name\": \"a\", \"schema\": \"s\", \"columns\": {" + columns + "}}}";
    }
}
