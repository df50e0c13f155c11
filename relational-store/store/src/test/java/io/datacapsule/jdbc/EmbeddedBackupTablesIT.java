package io.datacapsule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.access.AccessKey;
import io.datacapsule.access.Role;
import io.datacapsule.audit.AuditEntry;
import io.datacapsule.audit.AuditQuery;
import io.datacapsule.backup.BackupTables;
import io.datacapsule.ingest.IngestionJob;
import io.datacapsule.ingest.JobStatus;
import io.datacapsule.model.InvalidArtifactException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables as a whole, in the embedded PostgreSQL. */
class EmbeddedBackupTablesIT {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123456Z");
    private static final String ODD = "tab\tline\nback\\slash \\N \\. ü 漢 😀 'quoted' \"too\"";

    private RelationalStore store;

    @BeforeEach
    void openAndFill() {
        store = TestDatabase.emptyStore(TestDatabase.embedded());
        for (int i = 1; i <= 3; i++) {
            store.audit().add(entry(ODD + i));
        }
        store.keys().add(new AccessKey(new UUID(1, 1), "ci", Role.EDITOR, "a".repeat(64), NOON, "ada", null));
        store.jobs().save(job(1, ODD));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static AuditEntry entry(String target) {
        return new AuditEntry(NOON, "ada", "keys.create", target, "127.0.0.1", "r", 201, Map.of("a", ODD));
    }

    private static IngestionJob job(int id, String name) {
        return IngestionJob.pending(new UUID(0, id), "dbt", name, NOON, Map.of("project_name", ODD), null);
    }

    @Test
    void whatIsPutBackIsWhatWasThere() throws IOException {
        Map<String, String> before = contents();
        store.keys().remove("ci");
        store.keys().add(new AccessKey(new UUID(2, 2), "new", Role.ADMIN, "b".repeat(64), NOON, "eve", NOON));
        store.audit().add(entry("later"));
        assertThat(contents()).isNotEqualTo(before);

        replace(before);

        assertThat(before.keySet()).containsExactly("access_keys", "audit_entries", "ingestion_jobs");
        assertThat(before.get("audit_entries").lines()).hasSize(3);
        assertThat(contents()).isEqualTo(before);
        assertThat(store.jobs().find(new UUID(0, 1))).contains(job(1, ODD));
        assertThat(store.audit().list(AuditQuery.ALL, 10, 0).items().getFirst().target())
                .isEqualTo(ODD + 3);
    }

    @Test
    void numbersGoOnBehindThoseThatWerePutBack() throws IOException {
        Map<String, String> before = contents();
        replace(Map.of("audit_entries", before.get("audit_entries").replaceFirst("(?m)^3\t", "1000\t")));

        store.audit().add(entry("next"));

        assertThat(contents()
                        .get("audit_entries")
                        .lines()
                        .map(row -> row.split("\t")[0])
                        .toList())
                .startsWith("1", "2", "1000")
                .hasSize(4)
                .last()
                .satisfies(id -> assertThat(Long.parseLong(id)).isGreaterThan(1000));
    }

    @Test
    void isAsBeforeUntilItIsCommittedAndWhenItIsNot() throws IOException {
        Map<String, String> before = contents();

        try (BackupTables.Replacement replacement = store.tables().replace()) {
            load(replacement, "access_keys", "");
            assertThat(contents()).isEqualTo(before);
            assertThat(store.keys().list(10, 0).total()).isEqualTo(1);
        }

        assertThat(contents()).isEqualTo(before);
        store.audit().add(entry("goes on"));
        assertThat(contents().get("audit_entries").lines()).hasSize(4);
    }

    @Test
    void aViewStaysAsItWas() throws IOException {
        try (BackupTables.View view = store.tables().view()) {
            store.audit().add(entry("later"));
            store.jobs().save(job(2, "later"));

            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            assertThat(view.copy("audit_entries", rows)).isEqualTo(3);
            assertThat(rows.toString(StandardCharsets.UTF_8)).doesNotContain("later");
            assertThat(view.openJobs()).containsExactly(new UUID(0, 1));
        }
    }

    @Test
    void endsTheJobsThatHadNotEnded() throws IOException {
        store.jobs().save(job(2, "lost"));
        Map<String, String> rows = contents();

        try (BackupTables.Replacement replacement = store.tables().replace()) {
            load(replacement, "ingestion_jobs", rows.get("ingestion_jobs"));
            replacement.endOpenJobs(Set.of(new UUID(0, 1)), 42);
            replacement.commit();
        }

        IngestionJob held = store.jobs().find(new UUID(0, 1)).orElseThrow();
        assertThat(held.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(held.revision()).isEqualTo(42);
        IngestionJob lost = store.jobs().find(new UUID(0, 2)).orElseThrow();
        assertThat(lost.status()).isEqualTo(JobStatus.INTERRUPTED);
        assertThat(lost.errorCode()).isEqualTo("interrupted");
        assertThat(store.jobs().open()).isEmpty();
    }

    @Test
    void rowsThatCannotBeAreRefusedAndNothingChanges() throws IOException {
        Map<String, String> before = contents();
        for (String rows : List.of(
                before.get("access_keys").replace("editor", "emperor"),
                before.get("access_keys") + before.get("access_keys"),
                "one column only\n",
                before.get("access_keys").replace("\teditor", ""))) {
            assertThatThrownBy(() -> replace(Map.of("access_keys", rows)))
                    .isInstanceOfSatisfying(
                            InvalidArtifactException.class,
                            e -> assertThat(e.code()).isEqualTo("backup_invalid"));
            assertThat(contents()).isEqualTo(before);
        }
    }

    @Test
    void knowsEveryTableOfTheSchema() {
        assertThat(RelationalStore.layout().tables().keySet())
                .containsExactlyInAnyOrder("access_keys", "audit_entries", "ingestion_jobs");
        assertThat(RelationalStore.layout().tables().get("access_keys"))
                .containsExactly("id", "name", "role", "hash", "created_at", "created_by", "expires_at");
        assertThat(RelationalStore.layout().schema())
                .isEqualTo(store.migrations().current().getLast().id());
    }

    @Test
    void everyRowIsKnownByItsFirstColumn() {
        assertThat(CopyTables.all())
                .isNotEmpty()
                .allSatisfy(table -> assertThat(table.getPrimaryKey())
                        .isNotNull()
                        .satisfies(key -> assertThat(key.getFields()).isEqualTo(List.of(table.field(0)))));
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        try (BackupTables.View view = store.tables().view()) {
            for (String table :
                    RelationalStore.layout().tables().keySet().stream().sorted().toList()) {
                ByteArrayOutputStream rows = new ByteArrayOutputStream();
                long count = view.copy(table, rows);
                String text = rows.toString(StandardCharsets.UTF_8);
                assertThat(text.chars().filter(c -> c == '\n').count()).isEqualTo(count);
                contents.put(table, text);
            }
        }
        return contents;
    }

    private void replace(Map<String, String> contents) throws IOException {
        try (BackupTables.Replacement replacement = store.tables().replace()) {
            for (var table : contents.entrySet()) {
                load(replacement, table.getKey(), table.getValue());
            }
            replacement.commit();
        }
    }

    private static void load(BackupTables.Replacement replacement, String table, String rows) throws IOException {
        List<String> columns = RelationalStore.layout().tables().getOrDefault(table, List.of());
        replacement.load(table, columns, new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)));
    }
}
