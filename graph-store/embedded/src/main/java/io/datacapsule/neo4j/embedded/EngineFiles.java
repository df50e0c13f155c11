package io.datacapsule.neo4j.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import org.neo4j.io.fs.DefaultFileSystemAbstraction;
import org.neo4j.kernel.impl.security.User;
import org.neo4j.logging.NullLogProvider;
import org.neo4j.memory.EmptyMemoryTracker;
import org.neo4j.server.security.SecureHasher;
import org.neo4j.server.security.SystemGraphCredential;
import org.neo4j.server.security.auth.FileUserRepository;
import org.neo4j.string.UTF8;

/**
 * The folder of the engine below the server's home, all of it for its owner only: the store, the logs, the configuration of
 * the logs and the password of the one user.
 *
 * @param home           the folder of the engine
 * @param password       of the one user
 * @param passwordIsLost whether there is a store whose password nobody knows any more: it has to be set to {@code password}
 */
record EngineFiles(Path home, String password, boolean passwordIsLost) {

    private static final System.Logger LOG = System.getLogger(EngineFiles.class.getName());

    static final String USER = "neo4j";

    /** Room in bytes that is left to the engine for what it writes by itself. */
    static final long RESERVE = 64L * 1024 * 1024;

    private static final long ROOM_TO_START = 16L * 1024 * 1024;
    private static final String PASSWORD = "password";
    private static final String GUARD = "disk-has-room";
    private static final String MARK = "disk-was-full";

    private static final String OWNER_ONLY_FOLDER = "rwx------";
    private static final String OWNER_ONLY_FILE = "rw-------";

    /** Makes what is missing below {@code serverHome}; a password that is there stays. */
    static EngineFiles prepare(Path serverHome) {
        Path home = serverHome.toAbsolutePath().resolve("neo4j");
        try {
            Files.createDirectories(serverHome);
            if (Files.notExists(home)) {
                Files.createDirectory(home);
            }
            restrict(home, OWNER_ONLY_FOLDER);
            Files.createDirectories(home.resolve("logs"));
            Files.createDirectories(home.resolve("conf"));
            copyLogConfiguration(home);
            placeGuard(home);
            boolean storeIsThere = Files.exists(home.resolve("data/databases/system"));
            Path file = home.resolve(PASSWORD);
            boolean fresh = Files.notExists(file) || Files.size(file) == 0;
            EngineFiles files = new EngineFiles(
                    home, fresh ? newPassword() : Files.readString(file).strip(), fresh && storeIsThere);
            if (!storeIsThere) {
                files.keepPassword();
                files.writeFirstUser();
            }
            return files;
        } catch (IOException e) {
            throw EngineFailures.atStart(home, e);
        }
    }

    /** How many bytes the disk has left; none if that cannot be told. */
    long room() {
        try {
            return Files.getFileStore(home).getUsableSpace();
        } catch (IOException e) {
            return 0;
        }
    }

    /** An engine that starts without any room does not say what is wrong, so it is not begun. */
    void requireRoomToStart() {
        long room = room();
        if (room < ROOM_TO_START) {
            throw EngineFailures.atStart(home, new IOException("No space left: " + room + " bytes"));
        }
    }

    /**
     * Remembers that the engine failed because the disk was full, so that what it had begun to append to its log may be torn.
     * A full disk takes no new file, but it lets one be renamed.
     */
    void markFullDisk() {
        try {
            if (Files.exists(home.resolve(GUARD))) {
                Files.move(home.resolve(GUARD), home.resolve(MARK), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "It cannot be noted that the disk of the graph store was full.", e);
        }
    }

    /** Whether the engine last failed because the disk was full, and did not run since. */
    boolean diskWasFull() {
        return Files.exists(home.resolve(MARK));
    }

    /** Forgets a full disk: the engine runs again. */
    void forgetFullDisk() throws IOException {
        Files.deleteIfExists(home.resolve(MARK));
        placeGuard(home);
    }

    private static void placeGuard(Path home) throws IOException {
        if (Files.notExists(home.resolve(GUARD)) && Files.notExists(home.resolve(MARK))) {
            Files.createFile(home.resolve(GUARD));
        }
    }

    /** The file in which the engine looks for its first user, written before any port is open. */
    private void writeFirstUser() throws IOException {
        Path file = home.resolve("data/dbms/auth.ini");
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        try (var fileSystem = new DefaultFileSystemAbstraction()) {
            var users = new FileUserRepository(
                    fileSystem, file, NullLogProvider.getInstance(), EmptyMemoryTracker.INSTANCE);
            users.start();
            var credential =
                    SystemGraphCredential.createCredentialForPassword(UTF8.encode(password), new SecureHasher());
            users.create(new User(USER, null, credential, false, false));
            users.shutdown();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the first user cannot be written", e);
        }
        restrict(file, OWNER_ONLY_FILE);
    }

    /** Writes the password to its file, whole or not at all. */
    void keepPassword() throws IOException {
        Path draft = home.resolve(PASSWORD + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft);
        restrict(draft, OWNER_ONLY_FILE);
        Files.writeString(draft, password + "\n", StandardCharsets.US_ASCII);
        Files.move(draft, home.resolve(PASSWORD), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static void copyLogConfiguration(Path home) throws IOException {
        try (InputStream in = Objects.requireNonNull(EngineFiles.class.getResourceAsStream("server-logs.xml"))) {
            Files.copy(in, home.resolve("conf/server-logs.xml"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    /** What an error of the file system means, in words for people. */
    static String reason(Throwable error) {
        return switch (error) {
            case UncheckedIOException e -> reason(Objects.requireNonNull(e.getCause()));
            case AccessDeniedException e -> "permission to write to '" + e.getFile() + "' is missing";
            case FileSystemException e when e.getReason() != null -> Objects.requireNonNull(e.getReason());
            default -> String.valueOf(error.getMessage());
        };
    }

    @Override
    public String toString() {
        return "EngineFiles[" + home + "]";
    }
}
