package io.datacapsule.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The backups in a folder that {@code dab backup} named and that are older than wanted. */
final class OldArchives {

    static final String PREFIX = "dab-backup-";

    private OldArchives() {}

    /** Removes them, but not those that one which stays goes on from, and tells each. */
    static void remove(Path folder, Duration kept, Instant now, Screen screen) {
        List<ArchiveFile> all = ArchiveFile.in(folder);
        List<ArchiveFile> young = all.stream()
                .filter(archive -> !archive.createdAt().isBefore(now.minus(kept)))
                .toList();
        for (ArchiveFile archive : all) {
            boolean needed = young.contains(archive)
                    || young.stream().anyMatch(one -> one.goesOnFrom(archive))
                    || !archive.path().getFileName().toString().startsWith(PREFIX);
            if (!needed) {
                remove(archive.path(), screen);
            }
        }
    }

    private static void remove(Path file, Screen screen) {
        try {
            Files.delete(file);
            screen.line("Removed " + file + ".");
        } catch (IOException e) {
            throw new CommandFailure("The backup is written, but " + file + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
