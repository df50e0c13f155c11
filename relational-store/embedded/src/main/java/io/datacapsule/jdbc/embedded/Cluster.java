package io.datacapsule.jdbc.embedded;

import io.datacapsule.model.InternalFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The database cluster of one data folder: made on first use, whole or not at all.
 *
 * @param programs what works on it
 * @param layout   where it lies
 * @param password of the account {@link #USER}
 */
record Cluster(Programs programs, Layout layout, String password) {

    /** The only account, and the name of the database. */
    static final String USER = "dab";

    /** Opens the cluster, which is made if there is none. */
    static Cluster open(Layout layout) {
        try {
            boolean present = Files.exists(layout.data().resolve("PG_VERSION"));
            if (present) {
                checkVersion(layout);
            } else {
                Trees.delete(layout.unfinishedData());
                ownerOnlyFolder(layout.unfinishedData());
            }
            Path folder = present ? layout.data() : layout.unfinishedData();
            Programs programs = AccountChoice.forCluster(layout, folder);
            boolean known = Files.exists(layout.password());
            if (!known) {
                writePassword(layout);
            }
            Cluster cluster = new Cluster(
                    programs, layout, Files.readString(layout.password()).strip());
            if (!present) {
                cluster.make();
            } else if (!known) {
                cluster.execute(folder, "ALTER ROLE " + USER + " PASSWORD '" + cluster.password + "'");
            }
            return cluster;
        } catch (IOException e) {
            throw StartFailure.of("The embedded PostgreSQL cannot be prepared in " + layout.home(), e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Cluster[" + layout.data() + "]";
    }

    private void make() throws IOException {
        Path folder = layout.unfinishedData();
        Path input = temporary("password", password + "\n");
        try {
            Programs.Outcome outcome = programs.run(
                    folder,
                    input.toFile(),
                    120,
                    "initdb",
                    List.of(
                            "-D",
                            Programs.dataArgument(folder),
                            "-U",
                            USER,
                            "-A",
                            "scram-sha-256",
                            "--pwfile=/dev/stdin",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--locale=C.UTF-8",
                            "--no-instructions"));
            if (!outcome.ok()) {
                throw StartFailure.of("The database could not be made in " + layout.folder(), outcome.output(), layout);
            }
        } finally {
            Files.deleteIfExists(input);
        }
        execute(folder, "CREATE DATABASE " + USER);
        Files.move(folder, layout.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void execute(Path folder, String statement) throws IOException {
        Path input = temporary("statement", statement + "\n");
        try {
            Programs.Outcome outcome = programs.run(
                    folder,
                    input.toFile(),
                    600,
                    "postgres",
                    List.of("--single", "-D", Programs.dataArgument(folder), "-c", "exit_on_error=on", "postgres"));
            if (!outcome.ok()) {
                throw StartFailure.of("The database could not be set up in " + folder, outcome.output(), layout);
            }
        } finally {
            Files.deleteIfExists(input);
        }
    }

    /** A file that the programs' account can open as its standard input. */
    private Path temporary(String name, String content) throws IOException {
        Path file = layout.folder().resolve(name + ".tmp");
        Files.deleteIfExists(file);
        ownerOnlyFile(file);
        Files.writeString(file, content);
        if (programs.account().owner() != null) {
            Files.setOwner(file, programs.account().owner());
        }
        return file;
    }

    private static void writePassword(Layout layout) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Path unfinished = layout.folder().resolve("password.new");
        Files.deleteIfExists(unfinished);
        ownerOnlyFile(unfinished);
        Files.writeString(unfinished, Base64.getUrlEncoder().encodeToString(random));
        Files.move(unfinished, layout.password(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void checkVersion(Layout layout) throws IOException {
        String found = Files.readString(layout.data().resolve("PG_VERSION")).strip();
        if (!found.equals(Binaries.majorVersion())) {
            throw new InternalFailureException(
                    "embedded_database_failed",
                    layout.data() + " was made by PostgreSQL " + found + ", and this version brings PostgreSQL "
                            + Binaries.majorVersion()
                            + ": dump it with the old version and restore it with this one, or set DATABASE_URL.");
        }
    }

    private static void ownerOnlyFile(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void ownerOnlyFolder(Path folder) throws IOException {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
