package io.datacapsule.jdbc;

import io.datacapsule.audit.AuditTrail;
import io.datacapsule.audit.AuditTrailContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The audit trail in the embedded PostgreSQL. */
class EmbeddedAuditTrailIT extends AuditTrailContract {

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
    protected AuditTrail trail() {
        return store.audit();
    }
}
