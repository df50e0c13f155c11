package io.datacapsule.ingest.dbt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The artifacts of real projects that lie beside the repository, or where {@code DAB_SHARED} says. */
final class SharedData {

    private SharedData() {}

    /** The folder of dbt artifacts, if it is there. */
    static Optional<Path> dbt() {
        String given = System.getenv("DAB_SHARED");
        Path shared = given == null ? Path.of("..", "..", "shared") : Path.of(given);
        Path folder = shared.resolve("data/dbt");
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }

    /** What lies in a folder, in the order of names. */
    static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
