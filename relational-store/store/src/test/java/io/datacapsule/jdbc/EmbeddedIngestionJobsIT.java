package io.datacapsule.jdbc;

/** Jobs in the embedded PostgreSQL. */
class EmbeddedIngestionJobsIT extends JooqIngestionJobsContract {

    @Override
    DatabaseUrl database() {
        return TestDatabase.embedded();
    }
}
