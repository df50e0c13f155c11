package io.datacapsule.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Jobs in a PostgreSQL of the kind that operators run. */
class ContainerIngestionJobsIT extends JooqIngestionJobsContract {

    private static PostgreSQLContainer container;

    @BeforeAll
    static void start() {
        container = TestDatabase.container();
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    DatabaseUrl database() {
        return DatabaseUrl.parse(container.getJdbcUrl()).withAccount(container.getUsername(), container.getPassword());
    }
}
