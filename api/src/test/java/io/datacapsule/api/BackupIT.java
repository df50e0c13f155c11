package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** From one server to another, each with its own databases. */
class BackupIT {

    private static final String EVERYTHING =
            "/graph/export?format=json&include_columns=true&include_tags=true&include_data_products=true";

    private static Path homes;
    private static Server first;
    private static Server second;
    private static Api from;
    private static Api to;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        homes = Files.createTempDirectory("dab-backup-");
        first = RunningServer.start(homes.resolve("first"), Map.of());
        second = RunningServer.start(homes.resolve("second"), Map.of());
        from = Api.of(first, homes.resolve("first"));
        to = Api.of(second, homes.resolve("second"));
        from.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());
        from.post("/keys", "{\"name\":\"kept\",\"role\":\"editor\",\"expires\":\"90d\"}");
    }

    @AfterAll
    static void stop() throws IOException {
        first.close();
        second.close();
        FileSystemUtils.deleteRecursively(homes);
    }

    @Test
    void everyNodeEdgeJobAndKeyIsThereAfterARestoreOverSomethingElse() throws IOException {
        Api holder = from.as(Role.READER);
        to.upload("/ingest/dbt/upload?wait=true", Map.of("manifest", Artifacts.manifest(folder, "other", "a", "b")));
        Api forgotten = to.as(Role.READER);
        Path archive = backup(from);

        Api.Answer restored = restore(to, archive);

        assertThat(restored.status()).as(restored.text()).isEqualTo(200);
        assertThat(restored.json().path("counts").path("Capsule").asInt()).isPositive();
        assertThat(to.get(EVERYTHING).text().replaceAll("\"revision\":\\d+", ""))
                .isEqualTo(from.get(EVERYTHING).text().replaceAll("\"revision\":\\d+", ""));
        assertThat(jobs(to)).isEqualTo(jobs(from)).contains("completed");
        assertThat(to.get("/keys?limit=1000").text())
                .isEqualTo(from.get("/keys?limit=1000").text());
        assertThat(found(to)).isEqualTo(found(from)).isNotEmpty();
        from.get("/capsules?limit=1000").json().path("items").forEach(capsule -> {
            String details = "/capsules/" + capsule.path("urn").asString() + "/details";
            assertThat(to.get(details).text()).isEqualTo(from.get(details).text());
        });
        assertThat(new Api(to.root(), holder.key()).get("/capsules").status()).isEqualTo(200);
        assertThat(forgotten.get("/capsules").status()).isEqualTo(401);
        assertThat(homes.resolve("second/archives")).isEmptyDirectory();

        Map<String, String> before = parts(Files.readAllBytes(archive));
        Map<String, String> after = parts(Files.readAllBytes(backup(to)));
        before.remove("manifest.json");
        after.remove("manifest.json");
        // the restore itself is the one thing more in the audit trail
        assertThat(after.get("tables/audit_entries.copy")).startsWith(before.get("tables/audit_entries.copy"));
        assertThat(after.get("tables/audit_entries.copy").lines().count())
                .isEqualTo(before.get("tables/audit_entries.copy").lines().count() + 1);
        before.remove("tables/audit_entries.copy");
        after.remove("tables/audit_entries.copy");
        before.remove("state.jsonl");
        after.remove("state.jsonl");
        assertThat(sorted(after)).isEqualTo(sorted(before)).hasSize(5);
    }

    @Test
    void theRestoredCatalogIsWrittenToAndStartedAgain() throws IOException {
        Path archive = backup(from);
        Path home = homes.resolve("third");
        String graph;
        try (Server server = RunningServer.start(home, Map.of())) {
            Api api = Api.of(server, home);
            assertThat(restore(api, archive).status()).isEqualTo(200);
            JsonNode job =
                    api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo()).json();
            assertThat(job.path("counts").path("capsules_created").asInt(-1)).isZero();
            assertThat(job.path("counts").path("capsules_removed").asInt(-1)).isZero();
            assertThat(api.get("/audit?limit=1&action=admin.restore")
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
            graph = api.get("/capsules/stats").text();
        }
        try (Server server = RunningServer.start(home, Map.of())) {
            Api api = Api.of(server, home);
            assertThat(api.get("/capsules/stats").text()).isEqualTo(graph);
            assertThat(api.get("/ingest/jobs").json().path("total").asInt()).isGreaterThan(1);
        }
    }

    @Test
    void holdsTheDigestsOfKeysAndNoKey() throws IOException {
        Api reader = from.as(Role.READER);
        String text = String.join("\n", parts(Files.readAllBytes(backup(from))).values());

        assertThat(text).doesNotContain(from.key()).doesNotContain(reader.key()).contains("kept");
        assertThat(from.get("/audit?limit=1&action=admin.backup")
                        .json()
                        .path("items")
                        .get(0)
                        .path("status")
                        .asInt())
                .isEqualTo(200);
        assertThat(homes.resolve("first/archives")).isEmptyDirectory();
    }

    @Test
    void aDamagedArchiveChangesNothing() throws IOException {
        byte[] whole = Files.readAllBytes(backup(from));
        String before = to.get(EVERYTHING).text();
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        for (byte[] bytes : List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2), changed)) {
            Api.Answer answer = restore(to, Files.write(folder.resolve("bad.zip"), bytes));

            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
            assertThat(answer.json().path("code").asString()).isIn("backup_unreadable", "backup_damaged");
            assertThat(to.get(EVERYTHING).text()).isEqualTo(before);
        }
        assertThat(homes.resolve("second/archives")).isEmptyDirectory();
    }

    @Test
    void aRowThatPostgresCannotHoldChangesNothing() throws IOException {
        Path archive = backup(from);
        String before = to.get(EVERYTHING).text();
        String keys = to.get("/keys?limit=1000").text();
        Path forged =
                Forged.archive(archive, folder.resolve("forged.zip"), "tables/access_keys.copy", "editor", "emperor");

        Api.Answer answer = restore(to, forged);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").asString())
                .contains("access_keys")
                .contains("check constraint");
        assertThat(to.get(EVERYTHING).text()).isEqualTo(before);
        assertThat(to.get("/keys?limit=1000").text()).isEqualTo(keys);
    }

    @Test
    void wantsAFormWithTheArchiveAndNothingElse() {
        assertThat(to.upload("/admin/restore", Map.of("file", "x"))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("missing_part");
        assertThat(to.post("/admin/restore", "{}").status()).isEqualTo(415);
        assertThat(to.as(Role.EDITOR)
                        .upload("/admin/restore", Map.of("archive", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(to.as(Role.EDITOR).post("/admin/backup", "").status()).isEqualTo(403);
    }

    @Test
    void anIncrementHoldsTheRowsOfTheMeantimeAndIsTold() throws IOException {
        Path whole = backup(from);
        from.as(Role.READER);

        Path increment = Backups.since(whole, from);

        Map<String, String> parts = parts(Files.readAllBytes(increment));
        assertThat(parts.get("graph/nodes.jsonl")).isEmpty();
        assertThat(parts.get("tables/access_keys.copy").lines()).hasSize(1);
        // the whole backup and the key
        assertThat(parts.get("tables/audit_entries.copy").lines()).hasSize(2);
        JsonNode entry = from.get("/audit?limit=1&action=admin.backup")
                .json()
                .path("items")
                .get(0);
        assertThat(entry.path("summary").path("since").asString())
                .as(entry.toString())
                .isNotEmpty();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(BackupCheck.run(
                        List.of(increment.toString(), whole.toString()), new PrintStream(out), new PrintStream(out)))
                .as(out.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("with the 1 that it goes on from");
    }

    @Test
    void anIncrementWithoutWhatItGoesOnFromChangesNothing() throws IOException {
        Path whole = backup(from);
        Path increment = Backups.since(whole, from);
        String before = to.get(EVERYTHING).text();

        Api.Answer answer = restore(to, increment);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asString()).isEqualTo("backup_chain_broken");
        assertThat(answer.json().path("detail").asString()).contains("is missing");
        assertThat(to.get(EVERYTHING).text()).isEqualTo(before);
        assertThat(homes.resolve("second/archives")).isEmptyDirectory();
    }

    @Test
    void goesOnFromNothingThatIsNoBackup() throws IOException {
        assertThat(from.upload("/admin/backup/increment", Map.of("manifest", "{}", "state", ""))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("backup_unreadable");
        assertThat(from.upload("/admin/backup/increment", Map.of("manifest", "{}"))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("missing_part");
        assertThat(from.as(Role.EDITOR)
                        .upload("/admin/backup/increment", Map.of("manifest", "{}", "state", ""))
                        .status())
                .isEqualTo(403);
        assertThat(homes.resolve("first/archives")).isEmptyDirectory();
    }

    @Test
    void isCheckedWithoutAServer() throws IOException {
        Path archive = backup(from);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int sound = BackupCheck.run(List.of(archive.toString()), new PrintStream(out), new PrintStream(err));
        Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 1_000));
        int damaged = BackupCheck.run(List.of(archive.toString()), new PrintStream(out), new PrintStream(err));

        assertThat(sound).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Sound").containsPattern("Capsule [1-9]");
        assertThat(damaged).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("backup_damaged");
        assertThat(BackupCheck.run(List.of(), new PrintStream(out), new PrintStream(err)))
                .isEqualTo(2);
        assertThat(BackupCheck.run(List.of("nowhere.zip"), new PrintStream(out), new PrintStream(err)))
                .isEqualTo(1);
    }

    /** The history, to the second: what runs in memory knows more digits than the database. */
    private static String jobs(Api api) {
        return api.get("/ingest/jobs?limit=1000").text().replaceAll("\\.\\d+Z", "Z");
    }

    private static Set<String> found(Api api) {
        Set<String> urns = new TreeSet<>();
        api.get("/search?q=orders&limit=50")
                .json()
                .path("items")
                .forEach(hit -> urns.add(hit.path("urn").asString()));
        return urns;
    }

    private Path backup(Api api) throws IOException {
        return Backups.whole(api, folder);
    }

    private static Api.Answer restore(Api api, Path archive) {
        return Backups.restore(api, archive);
    }

    private static Map<String, String> parts(byte[] archive) throws IOException {
        return Backups.parts(archive);
    }

    private static Map<String, String> sorted(Map<String, String> parts) {
        return parts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        part -> part.getValue().lines().sorted().collect(Collectors.joining("\n"))));
    }
}
