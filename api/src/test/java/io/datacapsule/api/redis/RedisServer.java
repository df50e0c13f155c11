package io.datacapsule.api.redis;

import io.datacapsule.api.config.RedisUrl;
import io.datacapsule.api.config.Settings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;

/** A Redis as a process of the test's, to be killed and started again on the same port; it keeps nothing across that. */
public final class RedisServer implements AutoCloseable {

    private static final String PROGRAM = "redis-server";

    private final int port = freePort();
    private final List<String> options;
    private Process process;

    private RedisServer(List<String> options) {
        this.options = options;
        this.process = launch();
    }

    /** Starts one; the test is skipped where Redis is not installed. */
    public static RedisServer start(String... options) {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Path.of(folder, PROGRAM).toFile().canExecute());
        Assumptions.assumeTrue(installed, PROGRAM + " is not installed (Debian: apt-get install redis-server)");
        return new RedisServer(List.of(options));
    }

    /** Where it listens. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** The same as the settings have it. */
    public RedisUrl parsedUrl() {
        return Settings.of(Map.of("REDIS_URL", url()), Path.of("/"), Path.of("/"))
                .rateLimits()
                .redis()
                .orElseThrow();
    }

    /** Kills it, as the operating system would. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts it again, empty. */
    public void restart() {
        process = launch();
    }

    /** What {@code redis-cli} prints for that command. */
    public String cli(String... command) {
        List<String> words = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port)));
        words.addAll(List.of(command));
        try {
            Process cli = new ProcessBuilder(words).redirectErrorStream(true).start();
            return new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until that holds, which some thread brings about. */
    public static void until(BooleanSupplier holds) {
        try {
            for (int i = 0; i < 1_200; i++) {
                if (holds.getAsBoolean()) {
                    return;
                }
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it did not come about in a minute");
    }

    private Process launch() {
        List<String> words = new ArrayList<>(
                List.of(PROGRAM, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
        words.addAll(options);
        try {
            Process started = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            until(this::listens);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
