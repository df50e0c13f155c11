package io.datacapsule.neo4j.embedded;

import static io.datacapsule.graph.Changes.capsule;
import static io.datacapsule.graph.Changes.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphContents;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import io.datacapsule.graph.SnapshotCheck;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.NodeKind;
import io.datacapsule.neo4j.DirectAccess;
import io.datacapsule.neo4j.Neo4jGraphStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine on a small disk that is filled up. Needs the right to mount one; says so where it has not. The timeout only ends
 * a run that would hang.
 */
@Timeout(300)
class FullDiskGraphIT {

    private static final EmbeddedOptions SMALL = EmbeddedOptions.defaults().withPageCacheBytes(32 * 1024 * 1024);
    private static final int LARGE = 4_000;

    @TempDir
    private Path folder;

    private Path disk = Path.of("");
    private Path filler = Path.of("");
    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        filler = disk.resolve("filler");
        mounted = run("mount", "-t", "tmpfs", "-o", "size=200m,mode=755", "tmpfs", disk.toString());
        assumeTrue(mounted, "this process may not mount a small file system");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            run("umount", "-l", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    /** Takes all room but that many bytes. */
    private void fill(long left) {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(disk).getUsableSpace() > left) {
                out.write(block);
            }
        } catch (IOException e) {
            // full, as wanted
        }
    }

    private static GraphChange large() {
        Changes change = Changes.of();
        for (int i = 0; i < LARGE; i++) {
            change.create(capsule("large" + i));
        }
        return change.change();
    }

    private static GraphChange small(String name) {
        return Changes.of().create(capsule(name)).change();
    }

    private static boolean shows(GraphSnapshot graph, String name) {
        return graph.find(NodeKind.CAPSULE, urn(name)) >= 0;
    }

    @Test
    void refusesWhatTheDiskMayNotTakeAndGoesOn() throws IOException {
        try (EmbeddedNeo4j engine = EmbeddedNeo4j.start(disk, SMALL);
                Neo4jGraphStore store = Neo4jGraphStore.open(engine.connection(), Optional.of(engine.directAccess()));
                CatalogGraph graph = CatalogGraph.open(store)) {
            graph.apply(_ -> small("before"));
            fill(2 * 1024 * 1024);

            for (GraphChange change : List.of(large(), small("refused"))) {
                assertThatThrownBy(() -> graph.apply(_ -> change))
                        .isInstanceOf(InternalFailureException.class)
                        .hasFieldOrPropertyWithValue("code", "disk_full")
                        .hasMessageContaining("nothing was changed");
            }
            assertThat(shows(graph.snapshot(), "before")).isTrue();
            assertThat(store.revision()).isEqualTo(new Revision(1));

            Files.delete(filler);
            graph.apply(_ -> large());
            assertThat(graph.apply(_ -> small("after")).snapshot().revision()).isEqualTo(new Revision(3));
            SnapshotCheck.same(graph.snapshot(), GraphContents.of(store), List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 100_000})
    void startsAgainByItselfAfterTheDiskWasFullInTheMiddleOfACommit(int transactionRows) throws Exception {
        try (EmbeddedNeo4j engine = EmbeddedNeo4j.start(disk, SMALL);
                Neo4jGraphStore store = Neo4jGraphStore.open(
                        engine.connection().withTransactionRows(transactionRows),
                        Optional.of(new FillingAccess(engine.directAccess())));
                CatalogGraph graph = CatalogGraph.open(store)) {
            graph.apply(_ -> small("before"));
            fillDuringCommit.set(true);
            CatalogException first = catchThrowableOfType(CatalogException.class, () -> graph.apply(_ -> large()));
            assertThat(first.code()).isIn("disk_full", "graph_commit_unknown");

            assertThat(shows(graph.snapshot(), "before")).isTrue();
            assertThatThrownBy(() -> graph.apply(_ -> small("refused")))
                    .hasFieldOrPropertyWithValue("code", "disk_full");

            Files.delete(filler);
            applyWhenItRuns(graph, small("after"));
            long shown = graph.snapshot().count(NodeKind.CAPSULE);
            assertThat(shown).isIn(2L, 2L + LARGE);
            assertThat(first.code().equals("disk_full") && shown > 2).isFalse();
            SnapshotCheck.same(graph.snapshot(), GraphContents.of(store), List.of());
        }
    }

    private static void applyWhenItRuns(CatalogGraph graph, GraphChange change) throws InterruptedException {
        while (true) {
            try {
                graph.apply(_ -> change);
                return;
            } catch (CatalogException e) {
                assertThat(e.code()).isIn("disk_full", "graph_unavailable");
                Thread.sleep(100);
            }
        }
    }

    @Test
    void aStoreWhoseDiskIsFullSaysSoAtTheStartAndStartsWhenThereIsRoom() throws IOException {
        try (EmbeddedNeo4j engine = EmbeddedNeo4j.start(disk, SMALL);
                Neo4jGraphStore store = Neo4jGraphStore.open(engine.connection(), Optional.of(engine.directAccess()))) {
            store.commit(store.revision(), List.of(small("before")));
        }
        fill(0);
        assertThatThrownBy(() -> EmbeddedNeo4j.start(disk, SMALL))
                .isInstanceOf(InternalFailureException.class)
                .hasFieldOrPropertyWithValue("code", "disk_full")
                .hasMessageContaining("Free some space");
        Files.delete(filler);
        try (EmbeddedNeo4j engine = EmbeddedNeo4j.start(disk, SMALL);
                Neo4jGraphStore store = Neo4jGraphStore.open(engine.connection(), Optional.of(engine.directAccess()))) {
            assertThat(store.revision()).isEqualTo(new Revision(1));
            store.commit(store.revision(), List.of(small("after")));
        }
    }

    private final AtomicBoolean fillDuringCommit = new AtomicBoolean();

    /** Somebody else takes all room after it was found to be enough. */
    private final class FillingAccess extends ForwardingAccess {

        FillingAccess(DirectAccess real) {
            super(real);
        }

        @Override
        public void requireReady(long rows) {
            super.requireReady(rows);
            if (rows > 0 && fillDuringCommit.getAndSet(false)) {
                fill(0);
            }
        }
    }
}
