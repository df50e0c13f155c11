package io.datacapsule.backup;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.InMemoryGraphStore;
import io.datacapsule.ingest.InMemoryIngestionJobs;
import io.datacapsule.ingest.IngestionService;
import io.datacapsule.ingest.SourceGraph;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A catalog of its own in memory, that is backed up and restored. */
final class TestCatalog implements AutoCloseable {

    final InMemoryGraphStore store;
    final CatalogGraph graph;
    final InMemoryBackupTables tables = new InMemoryBackupTables();
    private final IngestionService ingestion;

    TestCatalog() {
        this(new InMemoryGraphStore());
    }

    TestCatalog(InMemoryGraphStore store) {
        this.store = store;
        this.graph = CatalogGraph.open(store);
        this.ingestion = new IngestionService(
                graph,
                store,
                new InMemoryIngestionJobs(),
                (type, config) -> progress -> new SourceGraph("dbt:none", "dbt", "none", List.of()),
                Clock.systemUTC());
    }

    BackupManifest backup(Path file) {
        return backup(file, Optional.empty());
    }

    BackupManifest backup(Path file, Optional<BackupBase> base) {
        try (OutputStream out = Files.newOutputStream(file)) {
            return new CatalogBackup(graph, store, tables, Clock.systemUTC(), "1.2.3")
                    .writeTo(out, UUID.randomUUID(), base);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    BackupManifest restore(Path... files) {
        UUID id = UUID.randomUUID();
        return new CatalogRestore(graph, store, tables, ingestion).run(received(id, files), id);
    }

    @Override
    public void close() {
        graph.close();
    }

    /** Puts copies of archives where a server keeps those of a restore. */
    static Path received(UUID restore, Path... files) {
        try {
            Path all = files[0].resolveSibling("archives");
            Path folder = Files.createDirectories(UnfinishedRestores.folder(all, restore));
            for (Path file : files) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
            return folder;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
