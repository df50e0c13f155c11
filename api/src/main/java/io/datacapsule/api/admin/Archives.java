package io.datacapsule.api.admin;

import io.datacapsule.api.home.Home;
import io.datacapsule.backup.BackupBase;
import io.datacapsule.backup.BackupManifest;
import io.datacapsule.backup.CatalogBackup;
import io.datacapsule.backup.CatalogRestore;
import io.datacapsule.backup.TableLayout;
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
import java.util.Optional;
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
    Written write(CatalogBackup backup, Optional<BackupBase> base) {
        Path file = null;
        try {
            file = Files.createTempFile(folder, "backup-", ".part");
            BackupManifest manifest;
            try (OutputStream out = Files.newOutputStream(file)) {
                manifest = backup.writeTo(out, UUID.randomUUID(), base);
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

    /** What a form tells of the archive that another is to go on from. */
    BackupBase base(HttpServletRequest request, TableLayout layout) {
        try (InputStream manifest = part(request, "manifest").getInputStream();
                InputStream state = part(request, "state").getInputStream()) {
            return BackupBase.read(manifest, state, layout);
        } catch (IOException e) {
            throw failure(e);
        } catch (ServletException e) {
            throw noForm(e);
        }
    }

    private static Part part(HttpServletRequest request, String name) throws IOException, ServletException {
        Part part = request.getPart(name);
        if (part == null || request.getParts().size() != 2) {
            throw new InvalidInputException("missing_part", "The form must have the two parts 'manifest' and 'state'.");
        }
        return part;
    }

    /** Hands the folder with the archives of a form, safe on the disk under a fresh id, to {@code restore}. */
    <T> T received(HttpServletRequest request, BiFunction<Path, UUID, T> restore) {
        UUID id = UUID.randomUUID();
        Path restored = UnfinishedRestores.folder(folder, id);
        boolean needed = false;
        try {
            Files.createDirectory(restored);
            keep(request, restored);
            force(folder, StandardOpenOption.READ);
            return restore.apply(restored, id);
        } catch (IOException e) {
            throw failure(e);
        } catch (ServletException e) {
            throw noForm(e);
        } catch (UnavailableException e) {
            needed = e.code().equals(CatalogRestore.UNFINISHED);
            throw e;
        } finally {
            if (!needed && Files.exists(restored)) {
                UnfinishedRestores.remove(restored);
            }
        }
    }

    private static InvalidInputException noForm(ServletException e) {
        return new InvalidInputException("invalid_form", "The body is no multipart/form-data.", e);
    }

    private static void keep(HttpServletRequest request, Path folder) throws IOException, ServletException {
        Collection<Part> parts = request.getParts();
        if (parts.isEmpty() || parts.stream().anyMatch(part -> !part.getName().equals("archive"))) {
            throw new InvalidInputException(
                    "missing_part", "The form must have the part 'archive', once for each archive, and no other.");
        }
        int number = 0;
        for (Part part : parts) {
            Path file = folder.resolve(number + ".zip");
            number++;
            part.write(file.toString());
            force(file, StandardOpenOption.WRITE);
        }
        force(folder, StandardOpenOption.READ);
    }

    private static void force(Path file, StandardOpenOption how) throws IOException {
        try (FileChannel written = FileChannel.open(file, how)) {
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
