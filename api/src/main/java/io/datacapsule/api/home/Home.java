package io.datacapsule.api.home;

import io.datacapsule.model.InternalFailureException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.UUID;

/**
 * The folder of a server, for its owner only.
 *
 * @param folder absolute
 */
public record Home(Path folder) {

    /**
     * Makes the folder and what belongs into it where it is missing.
     *
     * @throws InternalFailureException {@code home_unusable} if it cannot be made or written to
     */
    public static Home prepare(Path folder) {
        Home home = new Home(folder.toAbsolutePath().normalize());
        try {
            Files.createDirectories(home.folder);
            restrict(home.folder, "rwx------");
            for (Path part : new Path[] {home.inbox(), home.uploads(), home.archives()}) {
                Files.createDirectories(part);
                restrict(part, "rwx------");
            }
            return home;
        } catch (IOException e) {
            throw unusable(home.folder, e);
        }
    }

    /** The file whose lock the running server holds. */
    Path lock() {
        return folder.resolve("lock");
    }

    /** What the running server says of itself. */
    public Path serverFile() {
        return folder.resolve("server.json");
    }

    /** The key that was generated on the first start. */
    public Path apiKey() {
        return folder.resolve("api-key");
    }

    /** Where the embedded PostgreSQL lets tools read the reporting views. */
    public Path reportingUrl() {
        return folder.resolve("reporting-url");
    }

    /**
     * The name of the server on this home, made when it is asked for the first time.
     *
     * @throws InternalFailureException {@code home_unusable} if it can be neither read nor written
     */
    public UUID serverId() {
        Path file = folder.resolve("server-id");
        try {
            if (!Files.exists(file)) {
                writeOwnerOnly(file, UUID.randomUUID() + "\n");
            }
            return UUID.fromString(Files.readString(file).strip());
        } catch (IOException e) {
            throw unusable(folder, e);
        } catch (IllegalArgumentException e) {
            throw unusable(folder, new IOException("'" + file + "' holds no UUID; remove it and a new one is made", e));
        }
    }

    /** Files put here can be ingested by their path. */
    public Path inbox() {
        return folder.resolve("inbox");
    }

    /** Uploaded files, one folder a job. */
    public Path uploads() {
        return folder.resolve("uploads");
    }

    /** Backups while they are sent or restored. */
    public Path archives() {
        return folder.resolve("archives");
    }

    /** Writes a file for the owner only, whole or not at all. */
    public static void writeOwnerOnly(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft);
        restrict(draft, "rw-------");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Says in a sentence why this cannot be used. */
    public InternalFailureException unusable(IOException e) {
        return unusable(folder, e);
    }

    /** Says in a sentence why the folder cannot be used. */
    static InternalFailureException unusable(Path folder, IOException e) {
        String reason = switch (e) {
            case AccessDeniedException denied -> "permission to write to '" + denied.getFile() + "' is missing";
            case FileAlreadyExistsException file -> "'" + file.getFile() + "' is not a folder";
            case FileSystemException known when known.getReason() != null -> Objects.requireNonNull(known.getReason());
            default -> String.valueOf(e.getMessage());
        };
        return new InternalFailureException(
                "home_unusable", "The folder '" + folder + "' (DAB_HOME) cannot be used: " + reason + ".", e);
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
