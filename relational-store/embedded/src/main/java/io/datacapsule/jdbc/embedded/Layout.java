package io.datacapsule.jdbc.embedded;

import io.datacapsule.model.InternalFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where things lie below the data folder of this program. {@code postgres/} and all in it is for its owner only; the
 * binaries lie outside of it since the account that runs the server must be able to read them.
 *
 * @param home the data folder, absolute
 */
record Layout(Path home) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** The layout of that home, whose folders are made if they are missing. */
    static Layout make(Path home) {
        Path absolute = home.toAbsolutePath().normalize();
        Layout layout = new Layout(absolute);
        try {
            ownerOnly(absolute);
            Path folder = ownerOnly(layout.folder());
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
            Files.deleteIfExists(Files.createTempFile(folder, ".writable-", ""));
            return layout;
        } catch (IOException e) {
            throw StartFailure.of("The data folder " + absolute + " cannot be used", e);
        } catch (UnsupportedOperationException e) {
            throw new InternalFailureException(
                    "embedded_database_unsupported",
                    "The embedded database needs a file system with owners and permissions at " + absolute
                            + ". Use another data folder, or set DATABASE_URL to a PostgreSQL of yours.",
                    e);
        }
    }

    /** All that belongs to the server, binaries aside. */
    Path folder() {
        return home.resolve("postgres");
    }

    /** The cluster. */
    Path data() {
        return folder().resolve("data");
    }

    /** A cluster that is being made; renamed to {@link #data} when it is whole. */
    Path unfinishedData() {
        return folder().resolve("data.new");
    }

    /** The password of the only account. */
    Path password() {
        return folder().resolve("password");
    }

    /** What the server and its tools print. */
    Path log() {
        return folder().resolve("postgres.log");
    }

    /** Where binaries are unpacked if the account that runs them can get there. */
    Path binaries() {
        return home.resolve("runtime");
    }

    private static Path ownerOnly(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
}
