package io.datacapsule.backup;

import io.datacapsule.backup.BackupManifest.Part;
import io.datacapsule.backup.BackupTables.Replacement;
import java.io.IOException;

/** Fills the tables from archives that were checked before. What they do not have becomes empty. */
record RestoredTables(BackupTables tables, BackupChain chain) {

    /** Fills them, for the caller to commit. */
    Replacement fill() {
        Replacement replacement = tables.replace();
        try {
            ChainFold fold = chain.fold();
            chain.visit(fold, (manifest, name, content) -> {
                for (Part part : manifest.parts()) {
                    if (part.isTable() && part.name().equals(name)) {
                        load(replacement, part, new CountedRows(part.table(), content, fold));
                    }
                }
            });
            replacement.endOpenJobs(
                    chain.manifest().committedJobs(), chain.manifest().revision());
            return replacement;
        } catch (RuntimeException | Error e) {
            replacement.close();
            throw e;
        }
    }

    private static void load(Replacement replacement, Part part, CountedRows rows) throws IOException {
        long loaded = replacement.load(part.table(), part.columns(), rows);
        if (loaded != rows.taken() || part.lines() != rows.all()) {
            throw BackupFailures.invalid(
                    part.name(), 0, "it has " + rows.all() + " rows, and the manifest says " + part.lines());
        }
    }

    /** Fills them and commits. */
    void fillAndCommit() {
        try (Replacement replacement = fill()) {
            replacement.commit();
        }
    }
}
