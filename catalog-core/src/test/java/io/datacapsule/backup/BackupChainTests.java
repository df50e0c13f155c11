package io.datacapsule.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphContents;
import io.datacapsule.graph.RandomChanges;
import io.datacapsule.graph.SnapshotCheck;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.InvalidArtifactException;
import io.datacapsule.model.LineageState;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that hold what changed since the one before. */
class BackupChainTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasThereAtAnyBackupComesBackFromItAndThoseBeforeIt(long seed) {
        Random random = new Random(seed);
        List<Path> chain = new ArrayList<>();
        List<GraphContents> graphs = new ArrayList<>();
        List<Map<String, CapsuleDetails>> details = new ArrayList<>();
        List<Set<String>> notes = new ArrayList<>();
        try (TestCatalog from = new TestCatalog()) {
            for (int backup = 0; backup < 6; backup++) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    from.graph.apply(snapshot -> change(GraphContents.of(from.store), random));
                }
                from.tables.put("notes", rows(random));
                chain.add(next(from, chain));
                graphs.add(GraphContents.of(from.store));
                details.add(details(from));
                notes.add(from.tables.rows("notes").lines().collect(Collectors.toSet()));
            }
            for (int backup = 0; backup < chain.size(); backup++) {
                try (TestCatalog to = new TestCatalog()) {
                    to.graph.apply(snapshot -> RandomChanges.next(GraphContents.of(to.store), random));
                    List<Path> files = new ArrayList<>(chain.subList(0, backup + 1));
                    Collections.shuffle(files, random);

                    to.restore(files.toArray(Path[]::new));

                    GraphContents expected = graphs.get(backup);
                    assertThat(GraphContents.of(to.store).at(expected.revision()))
                            .isEqualTo(expected);
                    SnapshotCheck.same(to.graph.snapshot(), GraphContents.of(to.store), List.of());
                    assertThat(details(to)).isEqualTo(details.get(backup));
                    assertThat(to.tables.rows("notes").lines()).containsExactlyInAnyOrderElementsOf(notes.get(backup));
                }
            }
        }
    }

    /** Any change; as everywhere, a capsule that changes says when, and details change with their capsule. */
    private static GraphChange change(GraphContents contents, Random random) {
        GraphChange any = RandomChanges.next(contents, random);
        List<CapsuleDetails> details = new ArrayList<>();
        return new GraphChange(
                any.job(),
                any.created().stream().map(node -> told(node, details, random)).toList(),
                any.updated().stream().map(node -> told(node, details, random)).toList(),
                any.removed(),
                details,
                any.edgesCreated(),
                any.edgesUpdated(),
                any.edgesRemoved());
    }

    private static Node told(Node node, List<CapsuleDetails> details, Random random) {
        if (node instanceof Capsule capsule) {
            details.add(new CapsuleDetails(
                    capsule.urn(), "select " + random.nextInt(), random.nextBoolean() ? null : "x", null));
            Instant now = Instant.ofEpochMilli(random.nextLong(1L << 40));
            return capsule.with(new LineageState("partial", null, 0, now, null));
        }
        return node;
    }

    private static String rows(Random random) {
        StringBuilder rows = new StringBuilder();
        for (int id = 0; id < 20; id++) {
            if (random.nextInt(4) > 0) {
                rows.append(id).append('\t').append(random.nextInt(3)).append('\n');
            }
        }
        return rows.toString();
    }

    private static Map<String, CapsuleDetails> details(TestCatalog catalog) {
        return catalog.store.details(GraphContents.of(catalog.store).nodes().keySet().stream()
                .filter(ref -> ref.kind() == NodeKind.CAPSULE)
                .map(GraphChange.Ref::urn)
                .toList());
    }

    @Test
    void holdsOnlyWhatChanged() throws IOException {
        try (TestCatalog catalog = new TestCatalog()) {
            catalog.graph.apply(snapshot -> Changes.of()
                    .create(Changes.capsule("a"), Changes.capsule("b"), Changes.capsule("c"), Changes.tag("t"))
                    .create(Changes.column("a", "id"), Changes.column("b", "id"))
                    .flow("a", "b")
                    .flow("b", "c")
                    .details("b", "select b", null, null)
                    .change());
            catalog.tables.put("notes", "1\tone\n2\ttwo\n3\tthree\n");
            Path whole = next(catalog, List.of());
            catalog.graph.apply(snapshot -> Changes.of()
                    .update(Changes.capsule("b", "other"))
                    .remove(NodeKind.CAPSULE, Changes.urn("c"))
                    .change());
            catalog.tables.put("notes", "1\tone\n3\tother\n4\tfour\n");

            Path increment = next(catalog, List.of(whole));

            assertThat(text(increment, "graph/nodes.jsonl").lines())
                    .hasSize(2)
                    .allMatch(line -> line.contains(Changes.urn("b")));
            assertThat(text(increment, "graph/edges.jsonl")).isEmpty();
            assertThat(text(increment, "graph/details.jsonl")).contains("select b");
            assertThat(text(increment, "tables/notes.copy")).isEqualTo("3\tother\n4\tfour\n");
            BackupManifest manifest = verify(increment, whole);
            assertThat(manifest.whole()).isFalse();
            assertThat(manifest.counts())
                    .containsEntry("Capsule", 2L)
                    .containsEntry("FLOWS_TO", 1L)
                    .containsEntry("notes", 3L);
        }
    }

    @Test
    void holdsNothingIfNothingChangedAndNoWriteWaitsForTheDetails() throws IOException {
        try (TestCatalog catalog = new TestCatalog()) {
            catalog.graph.apply(snapshot -> Changes.of()
                    .create(Changes.capsule("a"))
                    .details("a", "select 1", null, null)
                    .change());
            Path whole = next(catalog, List.of());

            Path increment = next(catalog, List.of(whole));

            for (String part : List.of("graph/nodes.jsonl", "graph/edges.jsonl", "graph/details.jsonl")) {
                assertThat(text(increment, part)).isEmpty();
            }
            assertThat(verify(whole, increment).counts()).containsEntry("Capsule", 1L);
        }
    }

    @Test
    void isOfOneMomentWhateverIsWrittenMeanwhile() throws IOException, InterruptedException {
        try (TestCatalog catalog = new TestCatalog()) {
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 3_000 && !Thread.currentThread().isInterrupted(); i++) {
                    String name = "c" + i;
                    catalog.graph.apply(snapshot -> Changes.of()
                            .create(Changes.capsule(name))
                            .details(name, "select " + name, null, null)
                            .change());
                }
            });
            List<Path> chain = new ArrayList<>();
            try {
                for (int i = 0; i < 12; i++) {
                    chain.add(next(catalog, chain));
                }
            } finally {
                writer.interrupt();
                writer.join();
            }
            for (int i = 0; i < chain.size(); i++) {
                BackupContents contents = BackupArchive.read(chain.subList(0, i + 1), InMemoryBackupTables.LAYOUT);
                assertThat(contents.nodes())
                        .hasSize((int) contents.manifest().revision())
                        .hasSameSizeAs(contents.details());
            }
        }
    }

    @Test
    void aGapIsToldWithWhatIsMissing() throws IOException {
        List<Path> chain = threeOfOneCatalog();

        assertThat(refused(chain.get(0), chain.get(2)))
                .hasMessageContaining("which they go on from, is missing")
                .hasMessageContaining(manifest(chain.get(1)).id().toString());
        assertThat(refused(chain.get(1), chain.get(2)))
                .hasMessageContaining(manifest(chain.get(0)).id().toString());
        assertThat(refused(chain.get(2))).hasMessageContaining("is missing");
    }

    @Test
    void archivesOfAnotherCatalogOrBranchDoNotBelongToIt() throws IOException {
        List<Path> chain = threeOfOneCatalog();
        List<Path> other = threeOfOneCatalog();

        assertThat(refused(other.get(0), chain.get(1), chain.get(2))).hasMessageContaining("is missing");
        assertThat(refused(chain.get(0), chain.get(1), other.get(0))).hasMessageContaining("goes on from");
        try (TestCatalog catalog = new TestCatalog()) {
            Path branch = next(catalog, chain.subList(0, 1));
            assertThat(refused(chain.get(0), chain.get(1), branch)).hasMessageContaining("goes on from");
            assertThat(verify(chain.get(0), branch).counts()).containsEntry("Capsule", 0L);
        }
        assertThatThrownBy(() -> BackupArchive.verify(List.of(), InMemoryBackupTables.LAYOUT))
                .isInstanceOf(InvalidArtifactException.class);
    }

    @Test
    void anArchiveThatWasChangedWithItsChecksumsIsNoBaseAnyMore() throws IOException {
        List<Path> chain = threeOfOneCatalog();
        ForgedArchive.change(chain.get(0), "graph/nodes.jsonl", text -> text.replace("about first", "about other"));

        assertThat(refused(chain.toArray(Path[]::new))).hasMessageContaining("is not what it was");
    }

    @Test
    void aStateThatDoesNotFitIsRefused() throws IOException {
        Path whole = threeOfOneCatalog().getFirst();
        byte[] sound = Files.readAllBytes(whole);
        for (String[] change : new String[][] {
            {"\"sum\":\"", "\"sum\":\"00"},
            {"\"set\":\"Capsule\"", "\"set\":\"Capsul\""},
            {"\"sum\"", "\"some\""},
            {"{", "["},
        }) {
            Files.write(whole, sound);
            ForgedArchive.change(whole, "state.jsonl", text -> text.replace(change[0], change[1]));
            assertThatThrownBy(() -> verify(whole))
                    .isInstanceOfSatisfying(
                            InvalidArtifactException.class,
                            e -> assertThat(e.code()).isEqualTo("backup_invalid"));
        }
        Files.write(whole, sound);
        ForgedArchive.change(whole, "graph/nodes.jsonl", text -> text.replace("about first", "about other"));
        assertThatThrownBy(() -> verify(whole)).hasMessageContaining("is not what it says");
    }

    @Test
    void aBaseOfOtherTablesOrFormatIsOutdated() throws IOException {
        Path whole = threeOfOneCatalog().getFirst();
        String manifest = text(whole, "manifest.json");
        String state = text(whole, "state.jsonl");

        for (String old : List.of(
                manifest.replace("20261124201500", "20250101000000"),
                manifest.replace("\"format\" : 2", "\"format\" : 1"))) {
            assertThatThrownBy(() -> base(old, state))
                    .isInstanceOfSatisfying(
                            ConflictException.class, e -> assertThat(e.code()).isEqualTo("backup_base_outdated"));
        }
        assertThatThrownBy(() -> base(manifest, state + "\n"))
                .isInstanceOfSatisfying(
                        InvalidArtifactException.class,
                        e -> assertThat(e.code()).isEqualTo("backup_damaged"));
        assertThatThrownBy(() -> base("{}", state)).isInstanceOf(InvalidArtifactException.class);
    }

    @Test
    void anotherCatalogsBackupIsNoBase() throws IOException {
        try (TestCatalog catalog = new TestCatalog();
                TestCatalog other = new TestCatalog()) {
            catalog.tables.put("notes", "1\tone\n2\ttwo\n");
            other.tables.put("notes", "1\tuno\n2\tdue\n");
            Path whole = next(catalog, List.of());

            assertThatThrownBy(() -> next(other, List.of(whole)))
                    .isInstanceOfSatisfying(
                            ConflictException.class, e -> assertThat(e.code()).isEqualTo("backup_base_foreign"));
            catalog.tables.put("notes", "2\ttwo\n");
            assertThat(verify(whole, next(catalog, List.of(whole))).counts()).containsEntry("notes", 1L);
        }
    }

    @Test
    void aRestoreOfSeveralIsFinishedAtTheNextStart() throws IOException {
        UUID id = UUID.randomUUID();
        try (TestCatalog catalog = new TestCatalog()) {
            catalog.tables.put("notes", "1\tone\n2\ttwo\n");
            Path whole = next(catalog, List.of());
            catalog.tables.put("notes", "2\ttwo\n3\tthree\n");
            Path increment = next(catalog, List.of(whole));
            catalog.tables.put("notes", "");
            catalog.graph.apply(
                    snapshot -> Changes.of().create(Changes.tag("t")).job(id).change());
            Path all = TestCatalog.received(id, whole, increment).getParent();

            UnfinishedRestores.settle(all, catalog.store, catalog.tables);

            assertThat(catalog.tables.rows("notes").lines()).containsExactlyInAnyOrder("2\ttwo", "3\tthree");
            assertThat(all).isEmptyDirectory();
        }
    }

    private List<Path> threeOfOneCatalog() throws IOException {
        List<Path> chain = new ArrayList<>();
        try (TestCatalog catalog = new TestCatalog()) {
            for (String name : List.of("first", "second", "third")) {
                catalog.graph.apply(snapshot -> Changes.of()
                        .create(Changes.capsule(name), Changes.column(name, "id"))
                        .change());
                chain.add(next(catalog, chain));
            }
        }
        return chain;
    }

    /** The next archive, which goes on from the last one if there is one. */
    private Path next(TestCatalog catalog, List<Path> chain) {
        Path file = folder.resolve(UUID.randomUUID() + ".zip");
        try {
            catalog.backup(
                    file,
                    chain.isEmpty()
                            ? Optional.empty()
                            : Optional.of(base(
                                    text(chain.getLast(), "manifest.json"), text(chain.getLast(), "state.jsonl"))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file;
    }

    private static BackupBase base(String manifest, String state) throws IOException {
        return BackupBase.read(bytes(manifest), bytes(state), InMemoryBackupTables.LAYOUT);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Path archive, String part) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(part))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static BackupManifest manifest(Path archive) throws IOException {
        return BackupArchive.manifest(text(archive, "manifest.json").getBytes(StandardCharsets.UTF_8));
    }

    private static BackupManifest verify(Path... files) {
        return BackupArchive.verify(List.of(files), InMemoryBackupTables.LAYOUT);
    }

    private static InvalidArtifactException refused(Path... files) {
        List<InvalidArtifactException> refused = new ArrayList<>();
        assertThatThrownBy(() -> verify(files)).isInstanceOfSatisfying(InvalidArtifactException.class, refused::add);
        assertThat(refused.getFirst().code()).isEqualTo("backup_chain_broken");
        assertThat(Stream.of(files)).allMatch(Files::exists);
        return refused.getFirst();
    }
}
