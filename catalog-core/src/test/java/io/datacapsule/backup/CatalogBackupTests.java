package io.datacapsule.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphContents;
import io.datacapsule.graph.RandomChanges;
import io.datacapsule.graph.SnapshotCheck;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.InvalidArtifactException;
import io.datacapsule.model.LineageState;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.model.UnavailableException;
import io.datacapsule.model.Urn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogBackupTests {

    private static final String ODD = "ü 漢 😀 \ud800 \u0000 \u2028 \" \\ \r\n {}";
    private static final List<String> CAPSULES = List.of(Changes.urn("raw"), Changes.urn("mart"));

    @TempDir
    private Path folder;

    private static void fill(TestCatalog catalog) {
        catalog.graph.apply(snapshot -> Changes.of()
                .create(
                        Changes.capsule("raw", ODD)
                                .with(new LineageState(
                                        "partial", ODD, 2, Instant.parse("2026-01-01T00:00:00.000001Z"), "c")),
                        Changes.capsule("mart"))
                .create(Changes.column("raw", "id"), Changes.column("raw", ODD), Changes.column("mart", "id"))
                .create(Changes.tag("pii"), Changes.domain("sales"), Changes.owner("ada"), Changes.product("p"))
                .flow("raw", "mart")
                .create(Changes.edge(
                        Relation.DERIVED_FROM,
                        Changes.columnUrn("mart", "id"),
                        Changes.columnUrn("raw", ODD),
                        Map.of("transformation", "IDENTITY", "note", ODD)))
                .create(Changes.edge(Relation.CAPSULE_TAGGED, Changes.urn("raw"), Urn.catalog("tag", "pii"), Map.of()))
                .create(Changes.edge(Relation.PART_OF, Changes.urn("mart"), Urn.catalog("product", "p"), Map.of()))
                .details("raw", "select '" + ODD + "'", null, "{}")
                .lineageDetails("mart", "{\"x\":1}")
                .change());
        catalog.tables.put("notes", "1\tone\n2\ttwo\\nlines\n");
    }

    @Test
    void whatIsRestoredIsWhatWasBackedUpWhateverWasThere() {
        Path file = folder.resolve("a.zip");
        try (TestCatalog from = new TestCatalog();
                TestCatalog to = new TestCatalog()) {
            fill(from);
            to.graph.apply(snapshot -> Changes.of()
                    .create(Changes.capsule("raw", "another"), Changes.capsule("gone"))
                    .create(Changes.column("raw", "id"), Changes.tag("old"))
                    .flow("gone", "raw")
                    .details("raw", null, "compiled", null)
                    .change());
            to.tables.put("marks", "9\n");
            BackupManifest written = from.backup(file);

            BackupManifest restored = to.restore(file);

            assertThat(restored).isEqualTo(written);
            assertThat(written.revision()).isEqualTo(1);
            assertThat(written.counts()).containsEntry("Capsule", 2L).containsEntry("notes", 2L);
            GraphContents expected = GraphContents.of(from.store);
            assertThat(GraphContents.of(to.store).at(expected.revision())).isEqualTo(expected);
            SnapshotCheck.same(to.graph.snapshot(), GraphContents.of(to.store), List.of(Changes.tag("old")));
            assertThat(to.store.details(CAPSULES))
                    .isEqualTo(from.store.details(CAPSULES))
                    .hasSize(2);
            assertThat(to.tables.rows("notes")).isEqualTo(from.tables.rows("notes"));
            assertThat(to.tables.rows("marks")).isEmpty();
            assertThat(folder.resolve("archives")).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyGraphComesBack(long seed) {
        Random random = new Random(seed);
        Path file = folder.resolve("a.zip");
        try (TestCatalog from = new TestCatalog();
                TestCatalog to = new TestCatalog()) {
            for (int i = 0; i < 6; i++) {
                from.graph.apply(snapshot -> RandomChanges.next(GraphContents.of(from.store), random));
                to.graph.apply(snapshot -> RandomChanges.next(GraphContents.of(to.store), random));
            }
            from.backup(file);

            to.restore(file);

            GraphContents expected = GraphContents.of(from.store);
            assertThat(expected.nodes()).isNotEmpty();
            assertThat(GraphContents.of(to.store).at(expected.revision())).isEqualTo(expected);
            SnapshotCheck.same(to.graph.snapshot(), GraphContents.of(to.store), List.of());
        }
    }

    @Test
    void anEmptyCatalogIsABackupToo() {
        Path file = folder.resolve("a.zip");
        try (TestCatalog from = new TestCatalog();
                TestCatalog to = new TestCatalog()) {
            from.backup(file);
            fill(to);

            to.restore(file);

            assertThat(to.graph.snapshot().count(NodeKind.CAPSULE)).isZero();
            assertThat(to.tables.rows("notes")).isEmpty();
        }
    }

    @Test
    void isOfOneMomentWhateverIsWrittenMeanwhile() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        try (TestCatalog catalog = new TestCatalog()) {
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int i = 0; !stop.get(); i++) {
                    String name = "c" + i;
                    catalog.graph.apply(snapshot -> Changes.of()
                            .create(Changes.capsule(name))
                            .details(name, "select " + name, null, null)
                            .change());
                }
            });
            try {
                for (int i = 0; i < 30; i++) {
                    Path file = folder.resolve(i + ".zip");
                    long revision = catalog.backup(file).revision();

                    BackupContents contents = BackupArchive.read(List.of(file), InMemoryBackupTables.LAYOUT);

                    assertThat(contents.nodes()).hasSize((int) revision);
                    assertThat(contents.details()).hasSameSizeAs(contents.nodes());
                }
            } finally {
                stop.set(true);
                writer.join();
            }
        }
    }

    @Test
    void tellsWhichRunningJobsTheGraphHoldsAlready() {
        Path file = folder.resolve("a.zip");
        UUID held = UUID.randomUUID();
        UUID running = UUID.randomUUID();
        try (TestCatalog catalog = new TestCatalog()) {
            catalog.graph.apply(
                    snapshot -> Changes.of().create(Changes.tag("t")).job(held).change());
            catalog.tables.open = Set.of(held, running);

            assertThat(catalog.backup(file).committedJobs()).containsExactly(held);
            catalog.restore(file);
            assertThat(catalog.tables.completed).containsExactly(held);
        }
    }

    @Test
    void aTableThatCannotBeFilledLeavesTheGraphAsItIs() {
        Path file = folder.resolve("a.zip");
        try (TestCatalog catalog = new TestCatalog()) {
            catalog.tables.put("notes", "1\timpossible\n");
            catalog.backup(file);
            fill(catalog);
            String before = catalog.tables.rows("notes");

            assertThatThrownBy(() -> catalog.restore(file)).isInstanceOf(InvalidArtifactException.class);

            assertThat(catalog.graph.snapshot().revision().number()).isEqualTo(1);
            assertThat(catalog.tables.rows("notes")).isEqualTo(before);
        }
    }

    @Test
    void tablesThatGoAwayAtTheEndAreFilledAgain() {
        Path file = folder.resolve("a.zip");
        try (TestCatalog catalog = new TestCatalog()) {
            fill(catalog);
            catalog.backup(file);
            catalog.tables.put("notes", "");
            catalog.tables.failCommits(2);

            catalog.restore(file);

            assertThat(catalog.tables.rows("notes")).contains("two");
        }
    }

    @Test
    void aRestoreWhoseGraphWasCommittedIsFinishedAtTheNextStart() {
        UUID id = UUID.randomUUID();
        Path file = folder.resolve("a.zip");
        try (TestCatalog catalog = new TestCatalog()) {
            fill(catalog);
            catalog.backup(file);
            catalog.tables.put("notes", "");
            catalog.graph.apply(
                    snapshot -> Changes.of().create(Changes.tag("t")).job(id).change());

            Path all = TestCatalog.received(id, file).getParent();

            UnfinishedRestores.settle(all, catalog.store, catalog.tables);

            assertThat(catalog.tables.rows("notes")).contains("two");
            assertThat(all).isEmptyDirectory();
        }
    }

    @Test
    void aRestoreThatCannotBeFinishedSaysWhatToDo() throws IOException {
        UUID id = UUID.randomUUID();
        Path file = folder.resolve("a.zip");
        try (TestCatalog catalog = new TestCatalog()) {
            fill(catalog);
            catalog.backup(file);
            catalog.graph.apply(
                    snapshot -> Changes.of().create(Changes.tag("t")).job(id).change());
            Path received = TestCatalog.received(id, file);
            Files.writeString(received.resolve("a.zip"), "lost");

            assertThatThrownBy(() -> UnfinishedRestores.settle(received.getParent(), catalog.store, catalog.tables))
                    .isInstanceOf(InternalFailureException.class)
                    .hasMessageContaining(received.toString())
                    .hasMessageContaining("start again");
            assertThat(received).exists();
        }
    }

    @Test
    void aRestoreWhoseGraphWasNotCommittedNeverHappened() throws IOException {
        Path file = folder.resolve("a.zip");
        try (TestCatalog catalog = new TestCatalog()) {
            fill(catalog);
            catalog.backup(file);
            catalog.tables.put("notes", "3\tthree\n");

            Path all = TestCatalog.received(UUID.randomUUID(), file).getParent();
            Files.createDirectory(all.resolve("half-removed.done"));

            UnfinishedRestores.settle(all, catalog.store, catalog.tables);

            assertThat(catalog.tables.rows("notes")).isEqualTo("3\tthree\n");
            assertThat(all).isEmptyDirectory();
        }
    }

    @Test
    void aStoreThatIsAwayIsToldAndNothingIsLeftHanging() {
        try (TestCatalog catalog = new TestCatalog()) {
            fill(catalog);
            catalog.store.setAway(true);
            assertThatThrownBy(() -> catalog.backup(folder.resolve("a.zip"))).isInstanceOf(UnavailableException.class);
            catalog.store.setAway(false);

            assertThat(catalog.backup(folder.resolve("b.zip")).counts()).containsEntry("Capsule", 2L);
            assertThat(catalog.store.details(CAPSULES).get(CAPSULES.get(1)))
                    .isEqualTo(new CapsuleDetails(CAPSULES.get(1), null, null, null, "{\"x\":1}"));
        }
    }
}
