package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.access.Role;
import io.datacapsule.jdbc.DatabaseUrl;
import io.datacapsule.jdbc.embedded.EmbeddedPostgres;
import io.datacapsule.neo4j.GraphEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From a server with databases inside to one with databases elsewhere, over Bolt and {@code DATABASE_URL}, and the other way. */
class RemoteRestoreIT {

    private static final String ALL = "&include_columns=true&include_tags=true&include_data_products=true";

    @TempDir
    private static Path folder;

    private static GraphEngine neo4j;
    private static EmbeddedPostgres postgres;
    private static Server inside;
    private static Server elsewhere;
    private static Api embedded;
    private static Api remote;

    @BeforeAll
    static void start() {
        CompletableFuture<EmbeddedPostgres> starting =
                CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(folder.resolve("postgres")));
        neo4j = GraphEngine.carried().orElseThrow().start(folder.resolve("neo4j"));
        postgres = starting.join();
        inside = RunningServer.start(folder.resolve("inside"), Map.of());
        elsewhere = RunningServer.start(folder.resolve("elsewhere"), databases());
        embedded = Api.of(inside, folder.resolve("inside"));
        remote = Api.of(elsewhere, folder.resolve("elsewhere"));
    }

    private static Map<String, String> databases() {
        DatabaseUrl url = DatabaseUrl.parse(postgres.jdbcUrl());
        return Map.of(
                "NEO4J_URI",
                neo4j.connection().uri().toString(),
                "NEO4J_USERNAME",
                neo4j.connection().username(),
                "NEO4J_PASSWORD",
                neo4j.connection().password(),
                "DATABASE_URL",
                "postgresql://" + postgres.user() + ":" + postgres.password() + "@" + url.servers() + "/"
                        + url.database());
    }

    @AfterAll
    static void stop() {
        elsewhere.close();
        inside.close();
        neo4j.close();
        postgres.close();
    }

    @Test
    void everythingIsTheSameThereAndBackAgain() throws IOException {
        embedded.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());
        embedded.as(Role.EDITOR);
        Path whole = Backups.whole(embedded, folder);
        embedded.upload("/ingest/dbt/upload?wait=true", other("a", "b"));
        embedded.as(Role.READER);
        Path first = Backups.since(whole, embedded);
        remote.as(Role.READER);
        assertThat(Backups.increment(Backups.whole(remote, folder), embedded)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("backup_base_foreign");
        embedded.upload("/ingest/dbt/upload?wait=true", withoutOrphans(other("b", "c")));
        Catalog before = Catalog.of(embedded);
        Path second = Backups.since(first, embedded);

        Api.Answer there = Backups.restore(remote, second, whole, first);

        assertThat(there.status()).as(there.text()).isEqualTo(200);
        assertSame(Catalog.of(remote), before);

        remote.upload("/ingest/dbt/upload?wait=true", other("c", "d", "e"));
        Catalog changed = Catalog.of(remote);
        assertThat(changed.exports()).isNotEqualTo(before.exports());
        Path third = Backups.since(second, remote);
        Catalog later = Catalog.of(remote);
        Path again = Backups.whole(remote, folder);

        Api.Answer back = Backups.restore(embedded, whole, first, second, third);

        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertSame(Catalog.of(embedded), changed);
        assertThat(Backups.restore(embedded, again).status()).isEqualTo(200);
        assertSame(Catalog.of(embedded), later);
    }

    private static Map<String, Object> other(String... models) throws IOException {
        return Map.of("manifest", Artifacts.manifest(folder, "other", models));
    }

    private static Map<String, Object> withoutOrphans(Map<String, Object> form) {
        Map<String, Object> more = new TreeMap<>(form);
        more.put("cleanup_orphans", "true");
        more.put("force", "true");
        return more;
    }

    /** What a user can see of a catalog. */
    private record Catalog(
            Map<String, List<String>> exports, List<String> details, String jobs, String keys, List<String> audit) {

        static Catalog of(Api api) {
            Map<String, List<String>> exports = new TreeMap<>();
            JsonNode json = api.get("/graph/export?format=json" + ALL).json();
            for (String part : List.of("nodes", "edges")) {
                exports.put(part, sorted(json.path(part)));
            }
            for (String format : List.of("graphml", "cypher", "dot", "mermaid", "json-ld")) {
                exports.put(
                        format,
                        words(api.get("/graph/export?format=" + format + ALL).text()));
            }
            List<String> details = new ArrayList<>();
            api.get("/capsules?limit=1000")
                    .json()
                    .path("items")
                    .forEach(capsule -> details.add(
                            api.get("/capsules/" + capsule.path("urn").asString() + "/details")
                                    .text()));
            List<String> audit = new ArrayList<>();
            api.get("/audit?limit=1000").json().path("items").forEach(entry -> audit.add(entry.toString()));
            return new Catalog(
                    exports,
                    details.stream().sorted().toList(),
                    // what runs in memory knows more digits than the database
                    api.get("/ingest/jobs?limit=1000").text().replaceAll("\\.\\d+Z", "Z"),
                    api.get("/keys?limit=1000").text(),
                    audit);
        }

        /** Rows are numbered, and properties listed, in the order in which they were loaded. */
        private static List<String> words(String text) {
            String same = text.replaceAll("revision\\W+\\d+", "revision").replaceAll("\\b[cftdwp]\\d+\\b", "row");
            return Stream.of(same.split("[^\\p{L}\\p{N}_.:%-]+", -1)).sorted().toList();
        }

        private static List<String> sorted(JsonNode items) {
            List<String> texts = new ArrayList<>();
            items.forEach(item -> texts.add(item.toString()));
            return texts.stream().sorted().toList();
        }
    }

    private static void assertSame(Catalog now, Catalog before) {
        assertThat(now.exports().keySet()).isEqualTo(before.exports().keySet());
        before.exports().forEach((format, lines) -> {
            assertThat(lines).as(format).isNotEmpty();
            assertThat(now.exports().get(format)).as(format).isEqualTo(lines);
        });
        assertThat(now.details()).isEqualTo(before.details()).isNotEmpty();
        assertThat(now.jobs()).isEqualTo(before.jobs()).contains("completed");
        assertThat(now.keys()).isEqualTo(before.keys());
        // what the restore and its own backup were is told besides
        assertThat(now.audit().stream()
                        .filter(entry -> !entry.contains("admin.restore"))
                        .toList())
                .isEqualTo(before.audit().stream()
                        .filter(entry -> !entry.contains("admin.restore"))
                        .toList());
    }
}
