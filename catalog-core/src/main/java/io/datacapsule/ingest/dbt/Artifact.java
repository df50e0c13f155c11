package io.datacapsule.ingest.dbt;

import java.nio.file.Path;

/**
 * A file that dbt wrote.
 *
 * @param name what the caller called it; messages say this name, never the path
 * @param file where it lies here
 */
public record Artifact(String name, Path file) {

    /** The file under its own name. */
    public static Artifact of(Path file) {
        return new Artifact(String.valueOf(file.getFileName()), file);
    }
}
