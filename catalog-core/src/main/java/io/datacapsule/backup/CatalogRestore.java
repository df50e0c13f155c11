package io.datacapsule.backup;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.ingest.IngestionService;
import io.datacapsule.model.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes the catalog that of archives, whatever it held before. The archives are checked as a whole before anything is changed. Then
 * the tables are filled in a transaction that stays open; the graph is replaced by one change, which carries the id of the restore
 * and decides: with it the restore has happened, without it it has not. Last the tables are committed; where that fails, or the
 * process ends before, it is done again from the archives, at once or by {@link UnfinishedRestores} at the next start. Safe for any
 * number of threads.
 */
public final class CatalogRestore {

    /** The graph is restored and the tables are not yet; the archives are needed again. */
    public static final String UNFINISHED = "restore_unfinished";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final CatalogGraph graph;
    private final GraphStore store;
    private final BackupTables tables;
    private final IngestionService ingestion;

    /** A restore of that graph with its store and tables, while none of these ingestions runs. */
    public CatalogRestore(CatalogGraph graph, GraphStore store, BackupTables tables, IngestionService ingestion) {
        this.graph = graph;
        this.store = store;
        this.tables = tables;
        this.ingestion = ingestion;
    }

    /**
     * Restores and answers when it is durable and seen.
     *
     * @param folder holds the archives, a whole one and those that go on from it, and nothing else; it is taken away when they are
     *               restored. It is {@link UnfinishedRestores#folder} of {@code id}
     * @param id     a fresh random identifier
     * @throws io.datacapsule.model.InvalidArtifactException {@code backup_unreadable}, {@code backup_damaged},
     *     {@code backup_newer}, {@code backup_chain_broken} or {@code backup_invalid}; nothing was changed
     * @throws io.datacapsule.model.ConflictException {@code ingestion_under_way}; nothing was changed
     * @throws UnavailableException {@link #UNFINISHED} if the tables could not be committed any more
     */
    public BackupManifest run(Path folder, UUID id) {
        BackupContents contents = BackupArchive.read(UnfinishedRestores.archives(folder), tables.layout());
        RestoredTables restored = new RestoredTables(tables, contents.chain());
        return ingestion.whileIdle(() -> {
            try (BackupTables.Replacement replacement = restored.fill()) {
                replaceGraph(contents, id);
                commit(replacement, restored);
            }
            ingestion.forgetRuns();
            UnfinishedRestores.remove(folder);
            return contents.manifest();
        });
    }

    private void replaceGraph(BackupContents contents, UUID id) {
        try {
            graph.apply(snapshot -> contents.replacing(snapshot, id));
        } catch (UnavailableException e) {
            if (!e.code().equals("graph_commit_unknown")
                    || !insist(() -> store.committed(Set.of(id))).contains(id)) {
                throw e;
            }
        }
    }

    private static void commit(BackupTables.Replacement replacement, RestoredTables restored) {
        try {
            replacement.commit();
        } catch (UnavailableException e) {
            // whether it happened or not, it can happen again
            insist(() -> {
                restored.fillAndCommit();
                return true;
            });
        }
    }

    /** Asks a store that went away again and again for a while: from here on there is no way back. */
    private static <T> T insist(Supplier<T> question) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return question.get();
            } catch (UnavailableException e) {
                if (System.nanoTime() > end) {
                    throw new UnavailableException(
                            UNFINISHED,
                            "A database went away in the midst of the restore. It is finished, or taken back, when the server"
                                    + " starts the next time.",
                            e);
                }
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
