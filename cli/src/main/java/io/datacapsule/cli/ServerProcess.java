package io.datacapsule.cli;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that we started: its log goes to {@code logs/server.log} in its home. */
final class ServerProcess {

    private static final int TAIL_LINES = 20;
    private static final int TAIL_BYTES = 1 << 14;
    private static final long LOG_LIMIT = 20_000_000;

    /** Signals of the terminal are for the command line, which then ends the server in order. */
    private static final List<String> UNDISTURBED = List.of("/bin/sh", "-c", "trap '' HUP INT; exec \"$@\"", "dab");

    private final Process process;
    private final Path log;
    private final long logStart;

    private ServerProcess(Process process, Path log, long logStart) {
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /** Starts {@code program}, to keep its state in {@code home} and to listen at {@code bind} and {@code port}. */
    static ServerProcess start(ServerProgram program, Surroundings surroundings, Path home, String bind, int port) {
        requireFree(bind, port);
        try {
            Path log = log(home);
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            List<String> command = new ArrayList<>(UNDISTURBED);
            command.addAll(
                    program.command(surroundings, StartCache.of(program).arguments(), ServerProgram.SERVER, List.of()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(surroundings.workingFolder().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().clear();
            builder.environment().putAll(surroundings.variables());
            builder.environment().put("DAB_HOME", home.toString());
            builder.environment().put("DAB_PORT", Integer.toString(port));
            builder.environment().put("DAB_BIND", bind);
            return new ServerProcess(builder.start(), log, logStart);
        } catch (IOException e) {
            throw new CommandFailure("The server cannot be started: " + e.getMessage(), e);
        }
    }

    /** Waits until the server says that it is ready; stops it and fails if it ends or is not ready in time. */
    void awaitReady(ApiClient api, Duration bound) {
        long end = System.nanoTime() + bound.toNanos();
        while (api.probe("/health/ready") != 200) {
            if (exited(Duration.ofMillis(100))) {
                throw failure("The server stopped while it started (exit code " + process.exitValue() + ").");
            }
            if (System.nanoTime() > end) {
                stop(Duration.ofSeconds(30));
                throw failure("The server was not ready within " + bound.toSeconds() + " s and was stopped.");
            }
        }
    }

    /** Waits for its end, whatever brings it about. */
    int awaitEnd() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while the server runs.", e);
        }
    }

    /** Asks it to end, and kills it if it has not ended within {@code bound}. */
    void stop(Duration bound) {
        process.destroy();
        if (!exited(bound)) {
            process.destroyForcibly();
        }
    }

    /** The failure to end with: {@code message}, and what the log says last. */
    CommandFailure failure(String message) {
        List<String> tail = tail();
        String lines = tail.isEmpty() ? "" : "\n  | " + String.join("\n  | ", tail);
        return new CommandFailure(message + " The end of " + log + ":" + lines);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    private boolean exited(Duration bound) {
        try {
            return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while the server starts.", e);
        }
    }

    private List<String> tail() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(logStart, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(" + e.getMessage() + ")");
        }
    }

    private static void requireFree(String bind, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
        } catch (IOException e) {
            throw new CommandFailure(
                    "Port " + port + " of " + bind + " is not to be had (" + e.getMessage()
                            + "). Stop what listens there, or choose another: dab up --port " + (port % 65_535 + 1),
                    e);
        }
    }

    private static Path log(Path home) throws IOException {
        boolean isNew = !Files.exists(home);
        Path log = Files.createDirectories(home.resolve("logs")).resolve("server.log");
        if (isNew) {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        }
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }
}
