package io.datacapsule.api;

import io.datacapsule.backup.BackupArchive;
import io.datacapsule.backup.BackupManifest;
import io.datacapsule.jdbc.RelationalStore;
import io.datacapsule.model.CatalogException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Checks a backup, with those that it goes on from, without a server: that it is whole, unchanged, and could be restored by this version. */
public final class BackupCheck {

    private BackupCheck() {}

    /** Checks the archives that the arguments name; exit codes: 0 sound, 1 not, 2 not understood. */
    public static void main(String[] args) {
        LoggingSystem.get(BackupCheck.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        System.exit(run(List.of(args), System.out, System.err));
    }

    /** The same, and answers the exit code. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty()) {
            err.println("usage: FILE...");
            return 2;
        }
        List<Path> files = arguments.stream().map(Path::of).toList();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                err.println("dab: There is no file " + file + ".");
                return 1;
            }
        }
        try {
            BackupManifest manifest = BackupArchive.verify(files, RelationalStore.layout());
            out.println("Sound: revision " + manifest.revision() + ", written " + manifest.createdAt() + " by version "
                    + manifest.version()
                    + (manifest.whole() ? "." : ", with the " + manifest.bases().size() + " that it goes on from."));
            new TreeMap<>(manifest.counts()).forEach((name, count) -> {
                if (count > 0) {
                    out.println("  " + name + " " + count);
                }
            });
            return 0;
        } catch (CatalogException e) {
            err.println("dab: " + e.getMessage() + " [" + e.code() + "]");
        } catch (UncheckedIOException e) {
            err.println("dab: An archive cannot be read: " + e.getMessage());
        }
        return 1;
    }
}
