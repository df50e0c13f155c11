package io.datacapsule.jdbc;

import io.datacapsule.access.BrowserSessions;
import io.datacapsule.access.BrowserSessionsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Sessions in the embedded PostgreSQL. */
class EmbeddedBrowserSessionsIT extends BrowserSessionsContract {

    private RelationalStore store;

    @BeforeEach
    void openAnEmptyStore() {
        store = TestDatabase.emptyStore(TestDatabase.embedded());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected BrowserSessions sessions() {
        return store.sessions();
    }
}
