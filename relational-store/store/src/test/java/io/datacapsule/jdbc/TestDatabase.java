package io.datacapsule.jdbc;

import io.datacapsule.jdbc.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Databases for tests. {@code DAB_TEST_SERVICES} (property or environment) says which: {@code local} only our own binaries,
 * {@code docker} containers or failure, {@code auto} containers where Docker answers.
 */
final class TestDatabase {

    private TestDatabase() {}

    /** An embedded PostgreSQL in a folder of its own, shared by all tests of one JVM. */
    static DatabaseUrl embedded() {
        return Embedded.URL;
    }

    /** A started container, or a skipped test. */
    static PostgreSQLContainer container() {
        String services =
                System.getProperty("DAB_TEST_SERVICES", System.getenv().getOrDefault("DAB_TEST_SERVICES", "auto"));
        Assumptions.assumeFalse(services.equals("local"), "DAB_TEST_SERVICES=local: no container is started");
        Assumptions.assumeTrue(
                services.equals("docker") || DockerClientFactory.instance().isDockerAvailable(),
                "Docker does not answer: no container is started (DAB_TEST_SERVICES=docker makes this a failure)");
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
        container.start();
        return container;
    }

    private static final class Embedded {

        static final DatabaseUrl URL = start();

        private static DatabaseUrl start() {
            try {
                Path home = Files.createTempDirectory("dab-test-");
                EmbeddedPostgres server = EmbeddedPostgres.start(home);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, home)));
                return DatabaseUrl.parse(server.jdbcUrl()).withAccount(server.user(), server.password());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedPostgres server, Path home) {
            server.close();
            try (var files = Files.walk(home)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
