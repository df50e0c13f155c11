package io.datacapsule.api.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image runs, outside of it: the entrypoint, the health check, the command line and the signal that ends it. */
class EntrypointIT {

    private static final Path DOCKER = Path.of("../docker").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void startsAnswersAndStopsOnTheSignal() throws IOException, InterruptedException {
        int port = freePort();
        Process server = command(port, DOCKER.resolve("entrypoint.sh")).start();
        try {
            while (!Files.exists(folder.resolve("home/server.json"))) {
                assertThat(server.isAlive()).as(Files.readString(log())).isTrue();
                Thread.sleep(100);
            }
            assertThat(run(command(port, DOCKER.resolve("health.sh")))).isZero();
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).as(Files.readString(log())).isEqualTo(128 + 15);
            assertThat(folder.resolve("home/server.json")).doesNotExist();
            assertThat(folder.resolve("home/postgres/data/postmaster.pid")).doesNotExist();
            assertThat(run(command(port, DOCKER.resolve("health.sh")))).isNotZero();
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void takesNoArguments() throws IOException, InterruptedException {
        assertThat(run(command(1, DOCKER.resolve("entrypoint.sh"), "--port=9"))).isEqualTo(2);
        assertThat(Files.readString(log())).contains("--port=9");
    }

    private ProcessBuilder command(int port, Path script, String... arguments) {
        ProcessBuilder command = new ProcessBuilder(script.toString());
        command.command().addAll(List.of(arguments));
        command.environment().keySet().removeIf(name -> name.startsWith("DAB_") || name.startsWith("NEO4J_"));
        command.environment()
                .put("DAB_INSTALLATION", Path.of("target").toAbsolutePath().toString());
        command.environment().put("DAB_HOME", folder.resolve("home").toString());
        command.environment().put("DAB_PORT", Integer.toString(port));
        command.environment().merge("PATH", System.getProperty("java.home") + "/bin:", (path, java) -> java + path);
        return command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static int run(ProcessBuilder command) throws IOException, InterruptedException {
        return command.start().waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
