package io.datacapsule.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.Capsule;
import io.datacapsule.model.InvalidArtifactException;
import io.datacapsule.model.Urn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbtNameTests {

    @TempDir
    private Path folder;

    @Test
    void tellsVersionsOfAModelApart() {
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {"model.shop.orders.v1": {"name": "orders", "schema": "s", "version": 1},
                          "model.shop.orders.v2": {"name": "orders", "schema": "s", "version": 2},
                          "model.shop.orders.vbeta": {"name": "orders", "schema": "s", "version": "beta"}}""");

        assertThat(result.urns())
                .containsExactly(
                        "urn:dcs:dbt:model:shop.s:orders@v1",
                        "urn:dcs:dbt:model:shop.s:orders@v2",
                        "urn:dcs:dbt:model:shop.s:orders@vbeta");
        assertThat(result.capsule("model.shop.orders.v2").capsule().version()).isEqualTo("2");
        assertThat(result.capsule("model.shop.orders.v2").capsule().name()).isEqualTo("orders@v2");
    }

    @Test
    void neverMergesNodesOfTwoPackages() {
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {
                  "seed.aaa.country": {"resource_type": "seed", "name": "country", "schema": "s", "package_name": "aaa", "path": "c.csv"},
                  "seed.shop.country": {"resource_type": "seed", "name": "country", "schema": "s", "package_name": "shop", "path": "c.csv"},
                  "seed.zzz.country": {"resource_type": "seed", "name": "country", "schema": "s", "package_name": "zzz", "path": "c.csv"},
                  "seed.zzz.country2": {"resource_type": "seed", "name": "country", "schema": "s", "package_name": "zzz", "path": "c.csv"},
                  "seed.zzz.region": {"resource_type": "seed", "name": "region", "schema": "s", "package_name": "zzz", "path": "c.csv"}}""");

        assertThat(result.urns())
                .containsExactly(
                        "urn:dcs:dbt:seed:shop.s:country@aaa",
                        "urn:dcs:dbt:seed:shop.s:country",
                        "urn:dcs:dbt:seed:shop.s:country@zzz",
                        "urn:dcs:dbt:seed:shop.s:country@seed%2Ezzz%2Ecountry2",
                        "urn:dcs:dbt:seed:shop.s:region");
    }

    @Test
    void leavesNodesOfAnotherProjectToThatProject() {
        String manifest = """
                "nodes": {
                  "model.shop.a": {"name": "a", "schema": "s", "package_name": "shop", "path": "a.sql",
                    "depends_on": {"nodes": ["model.platform.users"]}},
                  "model.platform.users": {"name": "users", "schema": "core", "package_name": "platform", "path": "",
                    "original_file_path": "", "columns": {"id": {"name": "id"}}, "raw_code": "select 1", "depends_on": {"nodes": []}},
                  "seed.platform.codes": {"resource_type": "model", "name": "codes", "schema": "core", "package_name": "platform"},
                  "model.helpers.calendar": {"name": "calendar", "schema": "s", "package_name": "helpers", "path": "calendar.sql"}}""";
        ReadResult result = ReadResult.of(
                manifest,
                "\"nodes\": {\"model.platform.users\": {\"columns\": {\"id\": {\"name\": \"id\"}}}}",
                null,
                null);

        Capsule users = result.capsule("model.platform.users").capsule();
        assertThat(users.urn()).isEqualTo("urn:dcs:dbt:model:platform.core:users");
        assertThat(users.external()).isTrue();
        assertThat(users.sourceInstance()).isEqualTo("platform");
        assertThat(users.assertedBy()).containsExactly("dbt:shop");
        assertThat(result.capsule("model.platform.users").columns()).isEmpty();
        assertThat(result.capsule("model.platform.users").columnsComplete()).isFalse();
        assertThat(result.capsule("model.platform.users").details()).isNull();
        assertThat(result.capsule("model.shop.a").upstream()).containsExactly(users.urn());
        assertThat(result.capsule("seed.platform.codes").capsule().urn())
                .isEqualTo("urn:dcs:dbt:seed:platform.core:codes");
        assertThat(result.capsule("model.helpers.calendar").capsule().urn())
                .isEqualTo("urn:dcs:dbt:model:shop.s:calendar");
        assertThat(result.capsule("model.helpers.calendar").capsule().external())
                .isFalse();
    }

    @Test
    void callsTheProjectWhatTheCallerSays() throws IOException {
        String manifest = """
                {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "project_name": "shop"},
                 "nodes": {"model.shop.a": {"name": "a", "schema": "s", "package_name": "shop", "path": "a.sql"},
                           "model.platform.u": {"name": "u", "schema": "s", "package_name": "platform"}}}""";
        ReadResult result = read(manifest, "shop.eu");

        assertThat(result.graph().source()).isEqualTo("dbt:shop.eu");
        assertThat(result.urns()).containsExactly("urn:dcs:dbt:model:platform.s:u", "urn:dcs:dbt:model:shop%2Eeu.s:a");
    }

    @Test
    void findsTheProjectOfOldManifestsByItsChecksum() throws IOException {
        String manifest = """
                {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v7.json",
                   "project_id": "%s"},
                 "nodes": {"model.big.a": {"name": "a", "schema": "s", "path": "a.sql"}, "model.big.b": {"name": "b", "schema": "s", "path": "b.sql"},
                           "model.jaffle_shop.c": {"name": "c", "schema": "s", "path": "c.sql"}}}""";

        assertThat(read(manifest.formatted("06e5b98c2db46f8a72cc4f66410e9b3b"), null)
                        .graph()
                        .sourceName())
                .isEqualTo("jaffle_shop");
        assertThat(read(manifest.formatted("0"), null).graph().sourceName()).isEqualTo("big");
    }

    @Test
    void asksForANameWhereNothingTellsOne() {
        assertThatThrownBy(() -> read("{\"metadata\": {}, \"nodes\": {}}", null))
                .isInstanceOf(InvalidArtifactException.class)
                .hasMessageContaining("name the project");
    }

    @Test
    void encodesHostileNamesSoThatTheyCanBeTakenApartAgain() {
        ReadResult result = ReadResult.ofManifest("""
                "nodes": {"model.shop.x": {"name": "a.b:c/d e%\\u0000\\ud800\\"<", "schema": "s.t", "columns": {"c.d:e": {"name": "c.d:e"}}}}""");

        Capsule capsule = result.capsule("model.shop.x").capsule();
        assertThat(Urn.parse(capsule.urn()).name()).isEqualTo(capsule.name()).startsWith("a.b:c/d e%");
        assertThat(capsule.urn()).startsWith("urn:dcs:dbt:model:shop.s%2Et:");
        Urn column = Urn.parse(result.column("model.shop.x", "c.d:e").urn());
        assertThat(column.name()).isEqualTo(capsule.name());
        assertThat(column.column()).isEqualTo("c.d:e");
    }

    private ReadResult read(String manifest, String project) throws IOException {
        Path file = Files.writeString(folder.resolve("manifest.json"), manifest);
        return ReadResult.of(new DbtArtifacts(Artifact.of(file)), project);
    }
}
