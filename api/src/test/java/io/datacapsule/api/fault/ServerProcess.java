package io.datacapsule.api.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The server as a process of its own on a home of the test's, so that it can be killed as an operating system would. */
final class ServerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(300);

    private final Path home;
    private final Optional<String> key;
    private final Map<String, String> variables;
    private final Path log;
    private final int port;
    private final Process process;

    private ServerProcess(Path home, Path log, Map<String, String> variables, Optional<String> key) {
        this.home = home;
        this.key = key;
        this.variables = variables;
        this.log = log;
        this.port = freePort();
        this.process = launch();
    }

    /** Starts a server and waits until it is ready. */
    static ServerProcess start(Path home, Path log, Map<String, String> variables) {
        return started(new ServerProcess(home, log, variables, Optional.empty()));
    }

    /** The same where the variables name the key. */
    static ServerProcess start(Path home, Path log, Map<String, String> variables, String key) {
        return started(new ServerProcess(home, log, variables, Optional.of(key)));
    }

    private static ServerProcess started(ServerProcess server) {
        server.awaitReady();
        return server;
    }

    /** Starts a server that is expected to stop by itself, and waits for that. */
    static ServerProcess startToFail(Path home, Path log, Map<String, String> variables) {
        ServerProcess server = new ServerProcess(home, log, variables, Optional.empty());
        try {
            if (!server.process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not stop by itself; " + server.logTail());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return server;
    }

    private Process launch() {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes,
                "io.datacapsule.api.Server"));
        builder.environment().keySet().removeIf(name -> name.startsWith("DAB_") || name.startsWith("NEO4J_"));
        builder.environment()
                .putAll(Map.of(
                        "DAB_HOME", home.toString(),
                        "DAB_PORT", Integer.toString(port),
                        "RATE_LIMIT_ENABLED", "false"));
        builder.environment().putAll(variables);
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        Instant end = Instant.now().plus(START_LIMIT);
        while (Instant.now().isBefore(end)) {
            if (!process.isAlive()) {
                throw new AssertionError("the server stopped with " + process.exitValue() + "; " + logTail());
            }
            if ((key.isPresent() || Files.exists(home.resolve("api-key"))) && client().isReady()) {
                return;
            }
            pause(100);
        }
        close();
        throw new AssertionError("the server did not get ready; " + logTail());
    }

    /** A client with the key of this home. */
    Client client() {
        try {
            return new Client(
                    port,
                    key.isPresent()
                            ? key.get()
                            : Files.readString(home.resolve("api-key")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    int port() {
        return port;
    }

    /** Kills the server and its database at once, as a power cut would. */
    void kill() {
        List<ProcessHandle> database = database();
        process.destroyForcibly();
        database.forEach(ProcessHandle::destroyForcibly);
        awaitExit();
        database.forEach(each -> each.onExit().join());
    }

    /** Kills the server alone; its database process stays behind. */
    void killAlone() {
        process.destroyForcibly();
        awaitExit();
    }

    /** The processes of the embedded PostgreSQL of this home. */
    List<ProcessHandle> database() {
        try {
            String pid = Files.readAllLines(home.resolve("postgres/data/postmaster.pid"))
                    .getFirst();
            ProcessHandle postmaster =
                    ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
            return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void awaitExit() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the server to stop and waits for it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
