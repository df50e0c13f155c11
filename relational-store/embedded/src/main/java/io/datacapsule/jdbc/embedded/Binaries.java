package io.datacapsule.jdbc.embedded;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The server's programs, unpacked from the class path once per version. */
final class Binaries {

    private Binaries() {}

    /** The version that is brought along, such as {@code 18.6.0}. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream in = open("/io/datacapsule/jdbc/embedded/postgresql.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return properties.getProperty("version");
    }

    /** The first number of {@link #version}: clusters of another one cannot be opened. */
    static String majorVersion() {
        String version = version();
        return version.substring(0, version.indexOf('.'));
    }

    /**
     * The folder with {@code bin}, {@code lib} and {@code share} below {@code parent}, readable by everybody who gets to
     * {@code parent}. It is either absent or whole, also after a crash, and may be asked for by many programs at once.
     */
    static Path install(Path parent) throws IOException {
        Platform platform = Platform.current();
        Path target = parent.resolve("postgresql-" + version() + "-" + platform.word());
        if (Files.isDirectory(target)) {
            return target;
        }
        makeFolder(parent);
        Path partial = Files.createTempDirectory(parent, ".unpacking-");
        try {
            unpack(platform, partial);
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(partial, target);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            Trees.delete(partial);
        }
        return target;
    }

    /** Makes the folder, if it is missing, so that everybody who gets to it can read it, whatever the umask is. */
    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void unpack(Platform platform, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(open("/" + platform.archive()), 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = entry.resolveIn(target);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(
                            path,
                            PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
        try (var all = Files.walk(target)) {
            for (Path path : (Iterable<Path>) all.filter(Files::isDirectory)::iterator) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Binaries.class.getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException("The class path lacks " + resource);
        }
        return in;
    }
}
