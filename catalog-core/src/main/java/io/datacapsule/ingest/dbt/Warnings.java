package io.datacapsule.ingest.dbt;

import io.datacapsule.ingest.IngestProgress;
import io.datacapsule.ingest.JobWarning;

/** Where warnings about one artifact go once it is read. */
record Warnings(String file, IngestProgress progress) {

    void warn(String code, String path, String message) {
        progress.warn(new JobWarning(code, JsonText.printable(file + " " + path), JsonText.printable(message)));
    }
}
