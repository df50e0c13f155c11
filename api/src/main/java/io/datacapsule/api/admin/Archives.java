package io.datacapsule.api.admin;

import io.datacapsule.api.home.Home;
import io.datacapsule.backup.BackupManifest;
import io.datacapsule.backup.CatalogBackup;
import io.datacapsule.backup.CatalogRestore;
import io.datacapsule.backup.UnfinishedRestores;
import io.datacapsule.graph.DiskFull;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.UnavailableException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Archives on the server's disk, for as long as they are sent or restored and for the owner only. */
@Component
class Archives {

    private final Path folder;

    Archives(Home home) {
        this.folder = home.archives();
    }

    /**
     * An archive that is ready to be sent.
     *
     * @param manifest what it says of itself
     * @param bytes    how long it is
     * @param content  what it holds; the file goes when this is closed
     */
    record Written(BackupManifest manifest, long bytes, InputStream content) {}

    /** Writes an archive, whole before the first byte of it is sent: a failure is told as one, and a slow caller holds nobody up. */
    Written write(CatalogBackup backup) {
        Path file = null;
        try {
            file = Files.createTempFile(folder, "backup-", ".part");
            BackupManifest manifest;
            try (OutputStream out = Files.newOutputStream(file)) {
                manifest = backup.writeTo(out);
            }
            long bytes = Files.size(file);
            return new Written(manifest, bytes, Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            delete(file);
            throw failure(e);
        } catch (RuntimeException | Error e) {
            delete(file);
            throw e;
        }
    }

    /** Hands the archive of a form, safe on the disk under a fresh id, to {@code restore}. */
    <T> T received(HttpServletRequest request, BiFunction<Path, UUID, T> restore) {
        UUID id = UUID.randomUUID();
        Path file = UnfinishedRestores.file(folder, id);
        boolean needed = false;
        try {
            keep(request, file);
            return restore.apply(file, id);
        } catch (IOException e) {
            throw failure(e);
        } catch (ServletException e) {
            throw new InvalidInputException("invalid_form", "The body is no multipart/form-data.", e);
        } catch (UnavailableException e) {
            needed = e.code().equals(CatalogRestore.UNFINISHED);
            throw e;
        } finally {
            if (!needed) {
                delete(file);
            }
        }
    }

    private static void keep(HttpServletRequest request, Path file) throws IOException, ServletException {
        Collection<Part> parts = request.getParts();
        if (parts.size() != 1 || !parts.iterator().next().getName().equals("archive")) {
            throw new InvalidInputException("missing_part", "The form must have the one part 'archive'.");
        }
        parts.iterator().next().write(file.toString());
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.getLogger(Archives.class.getName())
                    .log(System.Logger.Level.WARNING, "an archive could not be removed", e);
        }
    }

    private static InternalFailureException failure(IOException e) {
        return DiskFull.caused(e)
                ? new InternalFailureException(
                        DiskFull.CODE, "The disk of the server is full; nothing was changed. Free some space.", e)
                : new InternalFailureException("archive_failed", "The archive could not be kept; the log says why.", e);
    }
}
