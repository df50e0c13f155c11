package io.datacapsule.api.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The files that a dbt ingestion takes. */
enum ArtifactPart {
    MANIFEST(".json"),
    CATALOG(".json"),
    RUN_RESULTS(".json"),
    SOURCES(".json"),
    COLUMN_LINEAGE(".parquet");

    private final String ending;

    ArtifactPart(String ending) {
        this.ending = ending;
    }

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
        return word() + ending;
    }

    static Optional<ArtifactPart> of(String word) {
        return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
    }
}
