package io.datacapsule.jdbc.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A running server process of a cluster. It is recognised by its command line, never by its number alone: a stale
 * {@code postmaster.pid} may name a process that has nothing to do with us.
 *
 * @param pid  number of the process
 * @param data folder of the cluster
 * @param name what {@link #clusterName} says of that folder
 */
record Postmaster(long pid, Path data, String name) {

    /** Above every number that a process can have, so that PostgreSQL finds nobody there. */
    private static final long NOBODY = 1L << 22 | 1;

    /** The server that runs on that cluster now, whoever started it. */
    static Optional<Postmaster> running(Path data) {
        return recorded(data)
                .map(pid -> new Postmaster(pid, data, clusterName(data)))
                .filter(Postmaster::alive);
    }

    /** A name that tells this folder from every other one that exists at the same time, its copies included. */
    static String clusterName(Path data) {
        try {
            return "dab-" + Files.getAttribute(data, "unix:dev") + "-" + Files.getAttribute(data, "unix:ino");
        } catch (IOException e) {
            throw StartFailure.of("The data folder " + data + " cannot be read", e);
        }
    }

    /**
     * Keeps a stale {@code postmaster.pid} whose number was given to another process from blocking the start. Only the number
     * is changed: PostgreSQL needs the rest to see whether processes of an old server are still at work.
     */
    static void forgetReusedPid(Path data) {
        Optional<Long> recorded = recorded(data);
        if (recorded.isEmpty()
                || ProcessHandle.of(recorded.get()).isEmpty()
                || running(data).isPresent()) {
            return;
        }
        Path file = pidFile(data);
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.set(0, String.valueOf(NOBODY));
            Files.write(file, lines);
        } catch (IOException e) {
            throw StartFailure.of("The stale file " + file + " cannot be changed", e);
        }
    }

    /** Whether the process still is the server of this cluster. */
    boolean alive() {
        Path process = Path.of("/proc", String.valueOf(pid));
        if (!Files.exists(Path.of("/proc/self"))) {
            return ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().commandLine())
                    .filter(line -> line.contains("cluster_name=" + name + " "))
                    .isPresent();
        }
        try {
            String status = Files.readString(process.resolve("stat"));
            char state = status.charAt(status.lastIndexOf(')') + 2);
            if (state == 'Z' || state == 'X' || !status.contains("(postgres)")) {
                return false;
            }
            String command = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            return command.contains("cluster_name=" + name + "\0") || worksIn(process);
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the server: first as it likes to be ended, then harder. Its data is safe either way. */
    void stop() {
        if (!end("INT", Duration.ofSeconds(20)) && !end("QUIT", Duration.ofSeconds(5))) {
            end("KILL", Duration.ofSeconds(5));
        }
    }

    private boolean worksIn(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private boolean end(String signal, Duration patience) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            long deadline = System.nanoTime() + patience.toNanos();
            while (alive() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !alive();
    }

    private static Optional<Long> recorded(Path data) {
        try (var lines = Files.lines(pidFile(data))) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).filter(pid -> pid > 0 && pid != NOBODY);
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }
}
