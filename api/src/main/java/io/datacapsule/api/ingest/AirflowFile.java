package io.datacapsule.api.ingest;

import io.datacapsule.ingest.airflow.AirflowAnnotations;
import io.datacapsule.model.InvalidInputException;
import java.util.Locale;

/** The texts that an Airflow ingestion takes besides its options; kept like an upload, so that it can be tried again. */
enum AirflowFile {
    CA_PEM("ca.pem", 512 * 1024),
    ANNOTATIONS("annotations.yml", AirflowAnnotations.LONGEST);

    private final String fileName;
    private final int longest;

    AirflowFile(String fileName, int longest) {
        this.fileName = fileName;
        this.longest = longest;
    }

    /** Its name as a field. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The file in which it is kept. */
    String fileName() {
        return fileName;
    }

    /** Lets only texts of a reasonable length pass. */
    void check(String text) {
        if (text.length() > longest) {
            throw new InvalidInputException("invalid_parameter", word() + " takes at most " + longest + " characters.");
        }
    }
}
