package io.datacapsule.jdbc;

import io.datacapsule.jdbc.embedded.EmbeddedPostgres;
import io.datacapsule.services.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Databases for tests; {@link TestServices} says which. */
final class TestDatabase {

    private TestDatabase() {}

    /** An embedded PostgreSQL in a folder of its own, shared by all tests of one JVM. */
    static DatabaseUrl embedded() {
        return Embedded.URL;
    }

    /** The store in that database, which may be in any state, with all tables and nothing in them. */
    static RelationalStore emptyStore(DatabaseUrl database) {
        RelationalStore store = RelationalStore.open(database);
        store.migrations().downgradeToBase();
        store.migrations().upgrade();
        return store;
    }

    /** A started container, or a test that is skipped, or fails where containers were demanded. */
    static PostgreSQLContainer container() {
        TestServices.chosen()
                .requireContainers(() -> DockerClientFactory.instance().isDockerAvailable());
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
