package io.datacapsule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.ingest.IngestionJob;
import io.datacapsule.jdbc.embedded.EmbeddedPostgres;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.telemetry.RecordingTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is away, comes back, refuses us or has no room. */
class RelationalStoreIT {

    @TempDir
    Path home;

    @Test
    void opensWithoutADatabaseAndSaysThatItIsAway() {
        try (RelationalStore store =
                RelationalStore.open(DatabaseUrl.parse("postgresql://dab:s3cret@127.0.0.1:1/dab"))) {
            assertThatThrownBy(store::ping)
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            failure -> assertThat(failure.code()).isEqualTo("database_unavailable"))
                    .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("s3cret"));
            assertThatThrownBy(() -> store.jobs().open()).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> store.migrations().upgrade()).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void tellsOfEachStatementWhatKindItIs() {
        RecordingTelemetry telemetry = new RecordingTelemetry();
        try (RelationalStore store = RelationalStore.open(TestDatabase.embedded(), telemetry)) {
            store.migrations().upgrade();
            store.ping();
            store.jobs().save(job());
        }
        DatabaseUrl nowhere = DatabaseUrl.parse("postgresql://127.0.0.1:1/dab");
        try (RelationalStore store = RelationalStore.open(nowhere, telemetry)) {
            assertThatThrownBy(store::ping).isInstanceOf(UnavailableException.class);
        }

        assertThat(telemetry.ended)
                .containsExactly(
                        "Query[store=postgresql, operation=read]",
                        "Query[store=postgresql, operation=write]",
                        "Query[store=postgresql, operation=read] failed");
    }

    @Test
    void saysThatTheAccountIsRefused() {
        try (RelationalStore store =
                RelationalStore.open(TestDatabase.embedded().withAccount("dab", "wrong"))) {
            assertThatThrownBy(store::ping)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("check account, password and database name");
        }
    }

    @Test
    void saysThatTheSchemaIsMissing() {
        try (RelationalStore store = RelationalStore.open(TestDatabase.embedded())) {
            store.migrations().downgradeToBase();

            assertThatThrownBy(() -> store.jobs().open())
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("dab db upgrade");
        }
    }

    @Test
    void writesAgainByItselfAfterTheDatabaseWasKilled() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(home);
                RelationalStore store = open(server)) {
            store.migrations().upgrade();
            IngestionJob before = job();
            store.jobs().save(before);

            assertThat(new ProcessBuilder("/bin/sh", "-c", "kill -KILL " + server.pid())
                            .start()
                            .waitFor())
                    .isZero();
            IngestionJob after = job();
            saveWhenItWorks(store, after);

            assertThat(store.jobs().find(before.id())).contains(before);
            assertThat(store.jobs().find(after.id())).contains(after);
        }
    }

    @Test
    void saysThatTheDiskIsFullAndWritesAgainWhenThereIsRoom() throws Exception {
        Path small = Files.createDirectory(home.resolve("small"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=120m", "tmpfs", small.toString()) == 0,
                "No small file system can be mounted here");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(small);
                RelationalStore store = open(server)) {
            store.migrations().upgrade();
            Path filler = small.resolve("filler");
            run("dd", "if=/dev/zero", "of=" + filler, "bs=64k");

            CatalogException failure = saveUntilItFails(store);
            Files.delete(filler);
            IngestionJob after = job();
            saveWhenItWorks(store, after);

            assertThat(failure).isInstanceOfAny(InternalFailureException.class, UnavailableException.class);
            assertThat(failure.code()).isIn("disk_full", "database_unavailable");
            assertThat(store.jobs().find(after.id())).contains(after);
        } finally {
            run("umount", "-l", small.toString());
        }
    }

    private static CatalogException saveUntilItFails(RelationalStore store) {
        for (int i = 0; i < 100_000; i++) {
            try {
                store.jobs().save(job());
            } catch (CatalogException e) {
                return e;
            }
        }
        throw new AssertionError("The disk never was full");
    }

    private static void saveWhenItWorks(RelationalStore store, IngestionJob job) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            try {
                store.jobs().save(job);
                return;
            } catch (CatalogException e) {
                assertThat(System.nanoTime()).as("tried for two minutes").isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static RelationalStore open(EmbeddedPostgres server) {
        return RelationalStore.open(DatabaseUrl.parse(server.jdbcUrl()).withAccount(server.user(), server.password()));
    }

    private static IngestionJob job() {
        return IngestionJob.pending(
                UUID.randomUUID(),
                "dbt",
                "shop",
                Instant.EPOCH,
                Map.of("manifest", "manifest.json ".repeat(300)),
                null);
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
