package io.datacapsule.backup;

import io.datacapsule.graph.GraphStore;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.InvalidArtifactException;
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

/** The archives of restores, each restore's in a folder of its own, and what an earlier process left of them. */
public final class UnfinishedRestores {

    private static final Logger LOG = System.getLogger(UnfinishedRestores.class.getName());
    private static final String DONE = ".done";

    private UnfinishedRestores() {}

    /** Where the archives of that restore lie while they are needed. */
    public static Path folder(Path all, UUID restore) {
        return all.resolve(restore.toString());
    }

    /** The archives in the folder of a restore. */
    static List<Path> archives(Path folder) {
        return files(folder);
    }

    /**
     * Finishes the restores whose graph was committed, and takes away all that is in the folder. To be called once, before
     * anything else is done with the stores.
     *
     * @param all the parent of the folders of restores
     */
    public static void settle(Path all, GraphStore store, BackupTables tables) {
        Map<UUID, Path> restores = new HashMap<>();
        files(all).forEach(file -> add(restores, file));
        Set<UUID> committed = restores.isEmpty() ? Set.of() : store.committed(restores.keySet());
        for (UUID id : committed) {
            Path folder = restores.get(id);
            if (folder != null) {
                LOG.log(Level.INFO, "finishing restore {0}, whose graph is restored already", id);
                finish(folder, tables);
            }
        }
        files(all).forEach(UnfinishedRestores::remove);
    }

    private static void finish(Path folder, BackupTables tables) {
        try {
            BackupContents contents = BackupArchive.read(archives(folder), tables.layout());
            new RestoredTables(tables, contents.chain()).fillAndCommit();
        } catch (InvalidArtifactException e) {
            throw new InternalFailureException(
                    "restore_unfinished",
                    "A restore was ended in its midst: the graph is restored, the history is not, and its archives cannot be read any"
                            + " more (" + e.getMessage() + "). Put the archives into '" + folder
                            + "' again, or remove that folder to keep the history as it was; then start again.",
                    e);
        }
    }

    private static void add(Map<UUID, Path> restores, Path folder) {
        try {
            restores.put(UUID.fromString(folder.getFileName().toString()), folder);
        } catch (IllegalArgumentException e) {
            // something else, which goes
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new InternalFailureException(
                    "home_unusable", "The folder '" + folder + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Takes away the archives of a restore, or whatever else that is: a folder that stayed would be taken for an unfinished restore. */
    public static void remove(Path file) {
        try {
            if (Files.isDirectory(file)) {
                // under another name first, so that half of it is nobody's restore
                Path gone = file.resolveSibling(file.getFileName() + DONE);
                Files.move(file, gone);
                for (Path archive : archives(gone)) {
                    Files.delete(archive);
                }
                Files.delete(gone);
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new InternalFailureException(
                    "restore_not_cleaned",
                    "The catalog is as it should be, but '" + file.getFileName()
                            + "' in the folder 'archives' of the server's home cannot be removed: remove it before the server"
                            + " is started again.",
                    e);
        }
    }
}
