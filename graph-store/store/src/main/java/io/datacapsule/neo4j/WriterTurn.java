package io.datacapsule.neo4j;

import io.datacapsule.graph.ChangeLog.Turn;
import java.time.Duration;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * Which of the servers on one database may commit: the one whose transaction locks a node. The lock ends with that transaction,
 * so also with the connection of a server that dies. It comes before the lock on the revision wherever both are taken. Used by
 * one thread; who only wants to know whether it is held here may be another.
 */
final class WriterTurn {

    /** Longer than anybody should hold it; then the database ends it. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final String LOCK = "MATCH (t:WriterTurn {id: 'catalog'}) SET t.taken_at = datetime()";

    private final Neo4jSession session;
    private boolean held;

    WriterTurn(Neo4jSession session) {
        this.session = session;
    }

    /** Waits for it and holds it until it is closed. */
    Turn take() {
        if (held) {
            return () -> {};
        }
        Session own = session.driver().session(session.config(AccessMode.WRITE));
        try {
            Transaction transaction = own.beginTransaction(
                    TransactionConfig.builder().withTimeout(LONGEST).build());
            transaction.run(LOCK).consume();
        } catch (RuntimeException e) {
            own.close();
            throw session.failures().translate(e);
        }
        held = true;
        return () -> {
            held = false;
            giveBack(own);
        };
    }

    private static void giveBack(Session session) {
        try {
            session.close();
        } catch (RuntimeException e) {
            // the database ends it with the connection
        }
    }

    /** Waits in the present transaction until it is nobody else's, and keeps others from it until that transaction ends. */
    void awaitIn(Neo4jClient client) {
        if (!held) {
            lock(client);
        }
    }

    /** The same, for who does not commit. */
    static void lock(Neo4jClient client) {
        client.query(LOCK).run();
    }
}
