package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.GraphStoreContract;
import io.datacapsule.neo4j.DirectAccess;
import io.datacapsule.neo4j.Neo4jGraphStore;
import java.util.Optional;

/** The store beside an engine that writes slowly, so that changes are committed while others before them are not written. */
class EmbeddedGraphStoreFarBehindIT extends GraphStoreContract {

    @Override
    protected GraphStore emptyStore() {
        return open(Engines.empty());
    }

    @Override
    protected GraphStore reopened(GraphStore present) {
        present.close();
        return open(Engines.present());
    }

    private static GraphStore open(EmbeddedNeo4j engine) {
        return Neo4jGraphStore.open(
                engine.connection().withTransactionRows(4), Optional.of(new SlowAccess(engine.directAccess())));
    }

    /** Takes its time for each part. */
    private static final class SlowAccess extends ForwardingAccess {

        private static final long PAUSE_MILLIS = 5;

        SlowAccess(DirectAccess real) {
            super(real);
        }

        @Override
        public Parts parts() {
            Parts parts = super.parts();
            return (part, pendingChange, done) -> {
                try {
                    Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                parts.write(part, pendingChange, done);
            };
        }
    }
}
