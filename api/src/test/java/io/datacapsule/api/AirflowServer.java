package io.datacapsule.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** A server that may call this machine, with a home of its own, and variables for Airflow. */
final class AirflowServer implements AutoCloseable {

    static final String TOKEN = "canary-server-token-4711";

    private final Path home;
    private final Server server;
    final Api api;

    AirflowServer() {
        try {
            home = Files.createTempDirectory("dab-test-");
            server = RunningServer.start(
                    home,
                    Map.of(
                            "EGRESS_ALLOW", "public,127.0.0.1",
                            "AIRFLOW_TOKEN", TOKEN,
                            "DATABASE_PASSWORD_FOR_TESTS", "canary-other-4711",
                            "LOG_LEVEL", "debug"));
            api = Api.of(server, home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        FileSystemUtils.deleteRecursively(home);
    }
}
