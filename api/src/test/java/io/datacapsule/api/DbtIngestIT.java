package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@ExtendWith(RunningServer.class)
class DbtIngestIT {

    @Test
    void ingestsAnUploadAndWritesNothingTheSecondTime(Api api) {
        assertThat(api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo()).status())
                .isEqualTo(200);
        Api.Answer again = api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());

        assertThat(again.status()).isEqualTo(200);
        JsonNode job = again.json();
        assertThat(again.header("Location"))
                .isEqualTo("/api/v1/ingest/jobs/" + job.path("id").asString());
        assertThat(job.path("status").asString()).isEqualTo("completed");
        assertThat(job.path("source_name").asString()).isEqualTo("northwind_coffee");
        assertThat(job.path("error").isNull()).isTrue();
        JsonNode counts = job.path("counts");
        assertThat(counts.path("capsules_unchanged").asInt()).isGreaterThan(30);
        for (String what : List.of("capsules", "columns", "edges")) {
            assertThat(counts.path(what + "_created").asInt()).isZero();
            assertThat(counts.path(what + "_updated").asInt()).isZero();
            assertThat(counts.path(what + "_removed").asInt()).isZero();
        }
        assertThat(job.path("revision").asLong()).isZero();
    }

    @Test
    void answersWithTheJobOnceTheFilesAreRead(Api api, @TempDir Path folder) {
        Api.Answer answer =
                api.upload("/ingest/dbt/upload", Map.of("manifest", Artifacts.manifest(folder, "quick", "a", "b")));

        assertThat(answer.status()).isEqualTo(202);
        String id = answer.json().path("id").asString();
        assertThat(api.get("/ingest/jobs/" + id).json().path("source_name").asString())
                .isEqualTo("quick");
        assertThat(api.get("/ingest/job/" + id).json().path("id").asString()).isEqualTo(id);
    }

    @Test
    void listsJobsTheLatestFirst(Api api, @TempDir Path folder) {
        String id = api.upload(
                        "/ingest/dbt/upload?wait=true", Map.of("manifest", Artifacts.manifest(folder, "listed", "a")))
                .json()
                .path("id")
                .asString();

        JsonNode page =
                api.get("/ingest/jobs?limit=1&source_type=dbt&status=completed").json();
        assertThat(page.path("items").size()).isEqualTo(1);
        assertThat(page.path("items").get(0).path("id").asString()).isEqualTo(id);
        assertThat(page.path("total").asInt()).isPositive();
        assertThat(page.has("revision")).isFalse();
        assertThat(api.get("/ingest/history?source_type=dbt&limit=1").json().path("items"))
                .isEqualTo(page.path("items"));
        assertThat(api.get("/ingest/history?source_type=airflow")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void readsFilesBelowARootByTheirPath(Api api, RunningServer.Running running) throws IOException {
        Path target = Files.createDirectories(running.root().resolve("shop/target"));
        Files.move(Artifacts.manifest(target, "by_path", "a"), target.resolve("manifest.json"));

        for (Path path : List.of(target.resolve("manifest.json"), target, target.getParent())) {
            Api.Answer answer = api.post("/ingest/dbt?wait=true", "{\"manifest_path\": \"" + path + "\"}");
            assertThat(answer.text()).contains("\"source_name\":\"by_path\"");
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void readsNamedFilesBesideThoseOfAFolder(Api api, RunningServer.Running running) throws IOException {
        Path target = Files.createDirectories(running.root().resolve("folder/target"));
        Files.move(Artifacts.manifest(target, "folder", "a"), target.resolve("manifest.json"));
        Files.writeString(running.root().resolve("other-catalog.json"), "[]");

        Api.Answer answer = api.post(
                "/ingest/dbt?wait=true",
                "{\"manifest_path\":\"%s\",\"catalog_path\":\"%s\"}"
                        .formatted(target.getParent(), running.root().resolve("other-catalog.json")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("file").asString()).isEqualTo("other-catalog.json");
    }

    @Test
    void refusesPathsOutsideTheRootsInTheSameWordsWhetherTheyExist(Api api, RunningServer.Running running)
            throws IOException {
        Files.createSymbolicLink(running.root().resolve("link"), Path.of("/etc"));
        Files.createSymbolicLink(running.root().resolve("passwords.json"), Path.of("/etc/passwd"));

        for (String path : List.of(
                "/etc/passwd",
                "/etc/not-there.json",
                running.root() + "/../api-key",
                running.root() + "/../not-there",
                running.root() + "/link/passwd",
                running.root() + "/link/not-there",
                running.root() + "/passwords.json",
                running.root() + "/not-there/../../api-key",
                "../api-key",
                "\\u0000")) {
            Api.Answer answer = api.post("/ingest/dbt", "{\"manifest_path\": \"" + path + "\"}");
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.json().path("code").asString()).isEqualTo("path_outside_roots");
            assertThat(answer.json().path("detail").asString())
                    .contains("INGEST_ROOTS")
                    .contains(running.root().toString())
                    .doesNotContain("passwd")
                    .doesNotContain("not-there");
        }
        assertThat(api.post("/ingest/dbt", "{\"manifest_path\": \"" + running.root() + "/missing.json\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refusesWhatIsNoArtifactAndLeavesTheCatalogAsItIs(Api api, @TempDir Path folder) throws IOException {
        long before = revision(api);
        Path broken = Files.writeString(folder.resolve("a.json"), "{\n  \"nodes\": {,\n");
        Path other = Files.writeString(folder.resolve("b.json"), "{\"hello\": 1}");

        Api.Answer unreadable = api.upload("/ingest/dbt/upload", Map.of("manifest", broken));
        Api.Answer wrong = api.upload("/ingest/dbt/upload", Map.of("manifest", other));

        assertThat(unreadable.status()).isEqualTo(400);
        assertThat(unreadable.json().path("file").asString()).isEqualTo("manifest.json");
        assertThat(unreadable.json().path("line").asInt()).isEqualTo(2);
        assertThat(unreadable.json().path("path").asString()).startsWith("$.nodes");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(revision(api)).isEqualTo(before);
        String job = unreadable.header("Location").replace("/api/v1", "");
        assertThat(api.get(job).json().path("status").asString()).isEqualTo("failed");
        assertThat(api.get(job).json().path("error").path("code").asString()).isEqualTo("artifact_unreadable");
    }

    @Test
    void refusesEveryMalformedFileThatWasFoundInTheWild(Api api) throws IOException {
        Path folder =
                Artifacts.shared().map(shared -> shared.resolve("_malformed")).orElse(Path.of("none"));
        assumeThat(folder).as("the shared data are not here").isDirectory();
        long before = revision(api);

        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                Map<String, Object> parts = new LinkedHashMap<>(Map.of("manifest", file));
                if (file.getFileName().toString().contains("catalog")) {
                    parts = new LinkedHashMap<>(Map.of("manifest", Artifacts.demoManifest(), "catalog", file));
                } else if (file.getFileName().toString().contains("run_results")) {
                    parts = new LinkedHashMap<>(Map.of("manifest", Artifacts.demoManifest(), "run_results", file));
                }
                Api.Answer answer = api.upload("/ingest/dbt/upload", parts);
                assertThat(answer.status()).as(file + ": " + answer.text()).isIn(400, 422);
                assertThat(answer.json().path("file").asString()).endsWith(".json");
                assertThat(answer.json().path("line").asInt()).isPositive();
                assertThat(answer.json().path("detail").asString()).hasSizeGreaterThan(30);
            }
        }
        assertThat(revision(api)).isEqualTo(before);
    }

    @Test
    void refusesAnUploadThatIsTooLargeOrNotWhatItShouldBe(Api api, @TempDir Path folder) throws IOException {
        Path large = Files.writeString(folder.resolve("large.json"), " ".repeat(3 * 1024 * 1024 + 1));

        Api.Answer tooLarge = api.upload("/ingest/dbt/upload", Map.of("manifest", large));
        Api.Answer unknown = api.upload("/ingest/dbt/upload", Map.of("manifst", "x"));
        Api.Answer none = api.upload("/ingest/dbt/upload", Map.of("project_name", "x"));
        Path small = Artifacts.manifest(folder, "small", "a");
        Api.Answer endless =
                api.upload("/ingest/dbt/upload", Map.of("manifest", small, "project_name", "x".repeat(1_500)));
        Api.Answer odd = api.upload("/ingest/dbt/upload", Map.of("manifest", small, "project_name", "a\tb"));
        Api.Answer twice = api.send(
                "/ingest/dbt/upload",
                request -> request.header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                --b\r
                                Content-Disposition: form-data; name="manifest"; filename="a"\r
                                \r
                                {}\r
                                --b\r
                                Content-Disposition: form-data; name="manifest"; filename="b"\r
                                \r
                                {}\r
                                --b--\r
                                """)));

        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.json().path("code").asString()).isEqualTo("upload_too_large");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().path("detail").asString()).contains("manifst").contains("run_results");
        assertThat(none.json().path("code").asString()).isEqualTo("missing_part");
        assertThat(endless.json().path("detail").asString()).contains("project_name");
        assertThat(odd.json().path("detail").asString()).contains("project_name");
        assertThat(twice.json().path("code").asString()).isEqualTo("duplicate_part");
    }

    @Test
    void refusesALargeUploadBeforeItIsSentIfTheCallerWaits(Api api) {
        AtomicLong sent = new AtomicLong();
        HttpRequest.BodyPublisher large = HttpRequest.BodyPublishers.fromPublisher(
                HttpRequest.BodyPublishers.ofInputStream(() -> new InputStream() {
                    @Override
                    public int read() {
                        sent.incrementAndGet();
                        return ' ';
                    }
                }),
                200_000_000);
        UnaryOperator<HttpRequest.Builder> upload = request -> request.expectContinue(true)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(large);

        Api.Answer tooLarge = api.send("/ingest/dbt/upload", upload);
        Api.Answer unknown = api.withoutKey().send("/ingest/dbt/upload", upload);

        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.json().path("code").asString()).isEqualTo("upload_too_large");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.json().path("code").asString()).isEqualTo("unauthorized");
        assertThat(sent).hasValue(0);
    }

    @Test
    void retriesAnUploadThatItStillHas(Api api, RunningServer.Running running, @TempDir Path folder)
            throws IOException {
        JsonNode first = api.upload(
                        "/ingest/dbt/upload?wait=true",
                        Map.of("manifest", Artifacts.manifest(folder, "again", "a"), "dry_run", "true"))
                .json();
        String id = first.path("id").asString();

        JsonNode second =
                api.post("/ingest/jobs/" + id + "/retry?wait=true", "").json();
        assertThat(second.path("status").asString()).isEqualTo("completed");
        assertThat(second.path("retry_of").asString()).isEqualTo(id);
        assertThat(second.path("config").path("dry_run").asString()).isEqualTo("true");

        Files.delete(running.home().resolve("uploads/" + id + "/manifest.json"));
        Api.Answer gone = api.post("/ingest/jobs/" + id + "/retry?wait=true", "");
        assertThat(gone.status()).isEqualTo(409);
        assertThat(gone.json().path("code").asString()).isEqualTo("upload_gone");
        assertThat(api.post("/ingest/jobs/" + id + "/cancel", "").status()).isEqualTo(409);
    }

    @Test
    void removesWhatIsGoneOnlyUpToTheShare(Api api, @TempDir Path folder) {
        Path whole = Artifacts.manifest(folder, "orphans", "a", "b", "c", "d");
        Path half = Artifacts.manifest(folder, "orphans", "a", "b");
        api.upload("/ingest/dbt/upload?wait=true", Map.of("manifest", whole));

        Api.Answer refused =
                api.upload("/ingest/dbt/upload?wait=true", Map.of("manifest", half, "cleanup_orphans", "true"));
        assertThat(refused.status()).isEqualTo(409);
        JsonNode forced = api.upload(
                        "/ingest/dbt/upload?wait=true",
                        Map.of("manifest", half, "cleanup_orphans", "true", "force", "true"))
                .json();
        assertThat(forced.path("counts").path("capsules_removed").asInt()).isEqualTo(2);
        assertThat(forced.path("removed").size()).isEqualTo(2);
    }

    private static long revision(Api api) {
        return api.get("/health").json().path("revision").asLong();
    }
}
