package io.datacapsule.api.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What ingestion may read.
 *
 * @param roots       {@code INGEST_ROOTS}: folders, with commas between, below which files may be named; default the working
 *                    folder of the server and {@code $DAB_HOME/inbox}
 * @param maxUploadMb {@code MAX_UPLOAD_MB}: the largest upload, all its files together, in MiB; default 2048
 */
public record IngestSettings(List<Path> roots, int maxUploadMb) {

    private static final Variable.Text ROOTS = new Variable.Text(
            "INGEST_ROOTS",
            "working folder of the server, `$DAB_HOME/inbox`",
            "folders, with commas between",
            "folders below which `POST /ingest/dbt` may name files");
    private static final Variable.WholeNumber MAX_UPLOAD =
            new Variable.WholeNumber("MAX_UPLOAD_MB", 2048, 1, 1_000_000, "largest upload, all files together, in MiB");

    /** What these settings are read from. */
    static final List<Variable> VARIABLES = List.of(ROOTS, MAX_UPLOAD);

    /** Copies what could be changed from outside. */
    public IngestSettings {
        roots = List.copyOf(roots);
    }

    static IngestSettings of(Variables variables, Path home, Path workingFolder) {
        List<Path> told = variables.list(ROOTS).stream()
                .map(text -> workingFolder.resolve(text).toAbsolutePath().normalize())
                .toList();
        return new IngestSettings(
                told.isEmpty() ? List.of(workingFolder, home.resolve("inbox")) : told, variables.number(MAX_UPLOAD));
    }

    /** The largest upload in bytes. */
    public long maxUploadBytes() {
        return maxUploadMb * 1024L * 1024L;
    }
}
