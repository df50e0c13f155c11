package io.datacapsule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A backup on disk, by what it says of itself; whether that is true is for the server to check.
 *
 * @param id        of the archive, empty in the first version
 * @param createdAt when it was written
 * @param bases     the archives that it goes on from, the whole one first
 */
record ArchiveFile(Path path, String id, Instant createdAt, List<Base> bases) {

    static final String MANIFEST = "manifest.json";
    static final String STATE = "state.jsonl";

    /** Copies what could be changed from outside. */
    ArchiveFile {
        bases = List.copyOf(bases);
    }

    /** An archive that another goes on from. */
    record Base(String id, String createdAt) {}

    /** What that file says, if it is a backup. */
    static Optional<ArchiveFile> read(Path path) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry manifest = zip.getEntry(MANIFEST);
            if (manifest == null) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(manifest)) {
                return Optional.of(of(path, JsonMapper.shared().readTree(in)));
            }
        } catch (IOException | JacksonException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static ArchiveFile of(Path path, JsonNode manifest) {
        List<Base> bases = new ArrayList<>();
        manifest.path("bases")
                .forEach(base -> bases.add(new Base(Json.text(base, "id"), Json.text(base, "created_at"))));
        return new ArchiveFile(
                path, Json.text(manifest, "id"), Instant.parse(Json.text(manifest, "created_at")), bases);
    }

    /** The backups in a folder, the earliest first. Other files are left out. */
    static List<ArchiveFile> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".zip"))
                    .flatMap(file -> read(file).stream())
                    .sorted(Comparator.comparing(ArchiveFile::createdAt))
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure("The folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** That backup and those beside it that it goes on from, or of a folder the latest with its own; the whole one first. */
    static List<Path> chain(Path place) {
        if (Files.isDirectory(place)) {
            List<ArchiveFile> all = in(place);
            if (all.isEmpty()) {
                throw new CommandFailure("There is no backup in " + place + ".");
            }
            return all.getLast().chain(all);
        }
        if (!Files.isRegularFile(place)) {
            throw new CommandFailure("There is no file " + place + ".");
        }
        Optional<ArchiveFile> archive = read(place);
        // what is no backup is told by who knows backups
        return archive.isEmpty() || archive.get().bases.isEmpty()
                ? List.of(place)
                : archive.get().chain(in(place.toAbsolutePath().resolveSibling("")));
    }

    private List<Path> chain(List<ArchiveFile> all) {
        List<Path> chain = new ArrayList<>();
        for (Base base : bases) {
            chain.add(all.stream()
                    .filter(archive -> archive.id.equals(base.id))
                    .findFirst()
                    .map(ArchiveFile::path)
                    .orElseThrow(() -> new CommandFailure(path.getFileName() + " goes on from the backup of "
                            + base.createdAt + " (id " + base.id + "), which is not in "
                            + path.toAbsolutePath().getParent() + ".")));
        }
        chain.add(path);
        return chain;
    }

    /** Whether it goes on from that one. */
    boolean goesOnFrom(ArchiveFile other) {
        return bases.stream().anyMatch(base -> base.id.equals(other.id));
    }
}
