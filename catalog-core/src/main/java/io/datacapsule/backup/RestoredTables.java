package io.datacapsule.backup;

import io.datacapsule.backup.BackupManifest.Part;
import io.datacapsule.backup.BackupTables.Replacement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Fills the tables from an archive that was checked before. What an archive does not have becomes empty. */
record RestoredTables(BackupTables tables, Path file, BackupManifest manifest) {

    /** Fills them, for the caller to commit. */
    Replacement fill() {
        Replacement replacement = tables.replace();
        try {
            ArchiveParts.visit(file, (name, content) -> {
                for (Part part : manifest.parts()) {
                    if (part.isTable() && part.name().equals(name)) {
                        load(replacement, part, content);
                    }
                }
            });
            replacement.endOpenJobs(manifest.committedJobs(), manifest.revision());
            return replacement;
        } catch (RuntimeException | Error e) {
            replacement.close();
            throw e;
        }
    }

    private static void load(Replacement replacement, Part part, InputStream content) throws IOException {
        long rows = replacement.load(part.table(), part.columns(), content);
        if (rows != part.lines()) {
            throw BackupFailures.invalid(
                    part.name(), 0, "it has " + rows + " rows, and the manifest says " + part.lines());
        }
    }

    /** Fills them and commits. */
    void fillAndCommit() {
        try (Replacement replacement = fill()) {
            replacement.commit();
        }
    }
}
