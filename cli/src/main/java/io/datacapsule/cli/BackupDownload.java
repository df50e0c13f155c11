package io.datacapsule.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Puts a backup of the server into a file, which appears whole or not at all, and never in the place of another. */
final class BackupDownload {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final ApiClient api;
    private final Path target;

    BackupDownload(ApiClient api, Path target) {
        this.api = api;
        this.target = target;
    }

    private interface Source {
        void to(OutputStream out) throws IOException;
    }

    /** Writes a whole one. */
    void whole() {
        receive(out -> api.download("POST", "/admin/backup", out));
    }

    /** Writes what changed since {@code base}. */
    void since(ArchiveFile base) {
        receive(out -> {
            try (FileSystem parts = FileSystems.newFileSystem(base.path())) {
                MultipartForm form = new MultipartForm(sent -> {})
                        .file("manifest", parts.getPath(ArchiveFile.MANIFEST))
                        .file("state", parts.getPath(ArchiveFile.STATE));
                api.exchange("/admin/backup/increment", form, out);
            }
        });
    }

    private void receive(Source source) {
        try {
            Path folder = target.toAbsolutePath().resolveSibling("");
            Files.createDirectories(folder);
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Path part = Files.createTempFile(folder, ".dab-backup-", ".part", ownerOnly(folder));
            try {
                try (OutputStream out = new LocalOutput(Files.newOutputStream(part, StandardOpenOption.WRITE))) {
                    source.to(out);
                }
                Files.move(part, target);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(e.getFile() + " is there already; name another file, or a folder.", e);
        } catch (IOException e) {
            throw new CommandFailure("Cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path near) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}
