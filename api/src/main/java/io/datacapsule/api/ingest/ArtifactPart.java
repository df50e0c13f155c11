package io.datacapsule.api.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The files that a dbt ingestion takes. */
enum ArtifactPart {
    MANIFEST,
    CATALOG,
    RUN_RESULTS,
    SOURCES;

    /** Its name as a form part. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The option of a job's configuration that names the file. */
    String pathOption() {
        return word() + "_path";
    }

    /** The file under which an upload is kept. */
    String fileName() {
        return word() + ".json";
    }

    static Optional<ArtifactPart> of(String word) {
        return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
    }
}
