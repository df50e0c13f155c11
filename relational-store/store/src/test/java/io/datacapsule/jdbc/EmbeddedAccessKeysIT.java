package io.datacapsule.jdbc;

import io.datacapsule.access.AccessKeys;
import io.datacapsule.access.AccessKeysContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Keys in the embedded PostgreSQL. */
class EmbeddedAccessKeysIT extends AccessKeysContract {

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
    protected AccessKeys keys() {
        return store.keys();
    }
}
