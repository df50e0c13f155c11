package io.datacapsule.jdbc.embedded;

import io.datacapsule.model.InternalFailureException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the server's programs: with the right account, in the cluster's folder and with what they print appended to the log.
 * On Linux the programs are told that their data is {@code /proc/self/cwd}: an account that may not walk the path to the
 * cluster (below {@code /root}, say) still works in it when it is put there.
 */
record Programs(Account account, Path binaries, Layout layout) {

    private static final long LOG_LIMIT = 10_000_000;
    private static final Path SELF = Path.of("/proc/self/cwd");

    /** How one run ended. */
    record Outcome(int exitCode, String output) {
        boolean ok() {
            return exitCode == 0;
        }
    }

    /** What to give as {@code -D} to a program that is run in {@code cluster}. */
    static String dataArgument(Path cluster) {
        return Files.exists(SELF) ? SELF.toString() : cluster.toString();
    }

    /** Runs a program of the server's in the folder of the cluster until it ends. */
    Outcome run(Path cluster, File input, long seconds, String program, List<String> arguments) {
        List<String> command = new ArrayList<>(account.prefix());
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return execute(command, cluster, input, seconds);
    }

    /** Whether this account can run the programs in that folder at all; the output says why not. */
    Outcome probe(Path cluster) {
        List<String> command = new ArrayList<>(account.prefix());
        command.addAll(List.of(
                "/bin/sh",
                "-c",
                "[ \"$(id -u)\" != 0 ] && [ -w . ] && exec \"$0\" --version",
                binaries.resolve("bin/postgres").toString()));
        return execute(command, cluster, nothing(), 20);
    }

    /** An empty input. */
    static File nothing() {
        return new File("/dev/null");
    }

    private Outcome execute(List<String> command, Path cluster, File input, long seconds) {
        try {
            long start = prepareLog();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(cluster.toFile())
                    .redirectInput(input)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(layout.log().toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("TZ", "UTC");
            Process process = builder.start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return new Outcome(
                        -1, printedSince(start) + "\n" + command.getLast() + " took over " + seconds + " s.");
            }
            return new Outcome(process.exitValue(), printedSince(start));
        } catch (IOException e) {
            return new Outcome(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InternalFailureException(
                    "embedded_database_failed", "Interrupted while PostgreSQL was started.", e);
        }
    }

    private long prepareLog() throws IOException {
        Path log = layout.log();
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log)) {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.size(log);
    }

    private String printedSince(long start) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(layout.log().toFile(), "r")) {
            long from = Math.max(start, log.length() - 20_000);
            byte[] bytes = new byte[(int) Math.max(0, log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
