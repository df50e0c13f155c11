package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.model.UnavailableException;
import java.util.Map;
import org.springframework.data.neo4j.core.Neo4jClient;

/** The parts of large changes as bytes in the database, each stored by a transaction of its own. */
final class StoredParts {

    private static final int DROPPED_AT_ONCE = 8;

    private final Neo4jClient client;
    private final Transactions transactions;
    private final boolean shared;

    /** Those in that database, which other servers may share. */
    StoredParts(Neo4jClient client, Transactions transactions, boolean shared) {
        this.client = client;
        this.transactions = transactions;
        this.shared = shared;
    }

    /** Stores a part of the change of that id. */
    void store(String id, int number, GraphChange part) {
        byte[] bytes = RedoWriter.write(part);
        transactions.write(() -> client.query("""
                        CREATE (:PendingPart {id: $id + '/' + $number, change: $id, number: $number, bytes: $bytes})""")
                .bindAll(Map.of("id", id, "number", number, "bytes", bytes))
                .run());
    }

    /**
     * Makes sure that as many parts of a change are there, in the transaction that seals it: a server whose turn was taken from
     * it may find them dropped.
     */
    void require(String id, int parts) {
        long there = client.query("MATCH (p:PendingPart {change: $id}) RETURN count(p) AS there")
                .bind(id)
                .to("id")
                .fetchAs(Long.class)
                .one()
                .orElseThrow();
        if (there != parts) {
            throw new UnavailableException(
                    "graph_unavailable",
                    "The graph database lost the connection by which this server kept others from writing; nothing was changed."
                            + " Try again.");
        }
    }

    /** Drops the parts of a change that is written. */
    void drop(String id, int parts) {
        for (int first = 0; first < parts; first += DROPPED_AT_ONCE) {
            int last = Math.min(first + DROPPED_AT_ONCE, parts) - 1;
            Map<String, Object> numbers = Map.of("id", id, "first", first, "last", last);
            transactions.write(() -> client.query("""
                            UNWIND range($first, $last) AS number
                            MATCH (p:PendingPart {id: $id + '/' + number})
                            DELETE p""").bindAll(numbers).run());
        }
    }

    /** Drops the stored parts of what was never sealed, or is written and not in the log any more. */
    void drop() {
        int dropped;
        do {
            dropped = transactions.write(() -> {
                if (shared) {
                    // what another server stores now is not sealed yet
                    WriterTurn.lock(client);
                    Revisions.awaitCommits(client);
                }
                return client.query("""
                                MATCH (p:PendingPart)
                                WHERE NOT EXISTS { MATCH (:PendingChange {id: p.change}) }
                                    AND NOT EXISTS { MATCH (:LoggedChange {change: p.change}) }
                                WITH p LIMIT $limit
                                DELETE p""")
                        .bind(DROPPED_AT_ONCE)
                        .to("limit")
                        .run()
                        .counters()
                        .nodesDeleted();
            });
        } while (dropped > 0);
    }
}
