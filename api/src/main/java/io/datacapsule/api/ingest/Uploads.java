package io.datacapsule.api.ingest;

import io.datacapsule.api.home.Home;
import io.datacapsule.graph.DiskFull;
import io.datacapsule.model.InternalFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Uploaded files, one folder an upload, kept for a retry until newer ones push them out. */
public final class Uploads {

    /** How many uploads are kept, besides those that a job still needs. */
    static final int KEPT = 20;

    private final Path folder;

    /** The uploads of that home. */
    public Uploads(Home home) {
        this.folder = home.uploads();
    }

    /** Makes the folder of a new upload. */
    Path make(UUID id) {
        try {
            return Files.createDirectory(of(id));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The folder of an upload, which may be gone. */
    Path of(UUID id) {
        return folder.resolve(id.toString());
    }

    /** Takes away an upload. */
    void remove(UUID id) {
        delete(of(id));
    }

    /** Takes away the uploads that came with these jobs. */
    public void remove(Set<UUID> jobs) {
        jobs.forEach(this::remove);
    }

    /** Takes away the uploads from before that time. */
    public void removeBefore(Instant time) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> old = files.filter(Files::isDirectory)
                    .filter(upload -> time(upload).toInstant().isBefore(time))
                    .toList();
            old.forEach(Uploads::delete);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Takes away all but the newest uploads and those in {@code needed}. */
    void prune(Set<UUID> needed) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> old = files.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(Uploads::time).reversed())
                    .skip(KEPT)
                    .filter(upload -> needed.stream().noneMatch(id -> upload.endsWith(id.toString())))
                    .toList();
            old.forEach(Uploads::delete);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static FileTime time(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static void delete(Path upload) {
        try {
            FileSystemUtils.deleteRecursively(upload);
        } catch (IOException e) {
            System.getLogger(Uploads.class.getName())
                    .log(System.Logger.Level.WARNING, "an old upload could not be removed", e);
        }
    }

    /** What an error of the file system means for an upload. */
    static InternalFailureException failure(IOException e) {
        return DiskFull.caused(e)
                ? new InternalFailureException(
                        DiskFull.CODE, "The disk of the server is full; nothing was ingested. Free some space.", e)
                : new InternalFailureException("upload_failed", "The upload could not be kept; the log says why.", e);
    }
}
