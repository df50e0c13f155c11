package io.datacapsule.backup;

import io.datacapsule.graph.GraphStore;
import io.datacapsule.model.InternalFailureException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The archives of restores, each under the restore's id, and what an earlier process left of them. */
public final class UnfinishedRestores {

    private static final Logger LOG = System.getLogger(UnfinishedRestores.class.getName());
    private static final String SUFFIX = ".zip";

    private UnfinishedRestores() {}

    /** Where the archive of that restore lies while it is needed. */
    public static Path file(Path folder, UUID restore) {
        return folder.resolve(restore + SUFFIX);
    }

    /**
     * Finishes the restores whose graph was committed, and takes away all files of the folder. To be called once, before anything
     * else is done with the stores.
     */
    public static void settle(Path folder, GraphStore store, BackupTables tables) {
        try {
            List<Path> files;
            try (Stream<Path> all = Files.list(folder)) {
                files = all.toList();
            }
            Map<UUID, Path> archives = new HashMap<>();
            files.forEach(file -> add(archives, file));
            Set<UUID> committed = archives.isEmpty() ? Set.of() : store.committed(archives.keySet());
            for (UUID id : committed) {
                Path archive = archives.get(id);
                if (archive != null) {
                    LOG.log(Level.INFO, "finishing restore {0}, whose graph is restored already", id);
                    BackupManifest manifest = BackupArchive.verify(archive, tables.layout());
                    new RestoredTables(tables, archive, manifest).fillAndCommit();
                }
            }
            files.forEach(CatalogRestore::remove);
        } catch (IOException e) {
            throw new InternalFailureException(
                    "home_unusable", "The folder '" + folder + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static void add(Map<UUID, Path> archives, Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)) {
            try {
                archives.put(UUID.fromString(name.substring(0, name.length() - SUFFIX.length())), file);
            } catch (IllegalArgumentException e) {
                // something else, which goes
            }
        }
    }
}
