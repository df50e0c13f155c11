package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.neo4j.driver.Record;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Reads the changes that are sealed and not written to the graph yet, oldest first. Safe for use by many threads. */
final class SealedChanges {

    private static final String SEALED = """
            MATCH (p:PendingChange)
            RETURN p.id AS id, p.parts AS parts, p.done AS done, coalesce(p.rows, 0) AS rows ORDER BY p.revision""";

    private final Neo4jClient client;
    private final Transactions transactions;

    SealedChanges(Neo4jClient client, Transactions transactions) {
        this.client = client;
        this.transactions = transactions;
    }

    /** A sealed change: how many parts it has, how many of them are written, and how many rows there are in all. */
    record Sealed(String id, int parts, int done, long rows) {
        private static Sealed of(Record row) {
            return new Sealed(
                    row.get("id").asString(),
                    row.get("parts").asInt(),
                    row.get("done").asInt(),
                    row.get("rows").asLong());
        }

        int left() {
            return parts - done;
        }

        /** About how many rows are not written. */
        long rowsLeft() {
            return rows * left() / parts;
        }

        /** The same with one part more written. */
        Sealed afterNext() {
            return new Sealed(id, parts, done + 1, rows);
        }
    }

    /** The one to be written first. */
    Optional<Sealed> first() {
        return transactions.read(() -> client.query(SEALED + " LIMIT 1")
                .fetchAs(Sealed.class)
                .mappedBy((types, row) -> Sealed.of(row))
                .one());
    }

    /** All, in the order in which they are to be written. */
    List<Sealed> all() {
        return transactions.read(() -> List.copyOf(client.query(SEALED)
                .fetchAs(Sealed.class)
                .mappedBy((types, row) -> Sealed.of(row))
                .all()));
    }

    /** Hands over the parts that are not written, in order. */
    void eachPart(Consumer<GraphChange> sink) {
        for (Sealed change : all()) {
            for (int number = change.done(); number < change.parts(); number++) {
                sink.accept(part(change, number));
            }
        }
    }

    /** A part of a change. */
    GraphChange part(Sealed change, int number) {
        return find(change.id(), number).orElseThrow();
    }

    /** A part of the change of that id, if it is stored. */
    Optional<GraphChange> find(String change, int number) {
        return transactions
                .read(() -> client.query("MATCH (p:PendingPart {id: $id}) RETURN p.bytes AS bytes")
                        .bind(change + "/" + number)
                        .to("id")
                        .fetchAs(byte[].class)
                        .mappedBy((types, row) -> row.get("bytes").asByteArray())
                        .one())
                .map(RedoReader::read);
    }

    /** Whether the part with that number is the next to be written; for a transaction that has the lock on the revision. */
    boolean isNext(String change, int number) {
        return client.query("MATCH (p:PendingChange {id: $id, done: $done}) RETURN count(p) > 0 AS next")
                .bindAll(Map.of("id", change, "done", number))
                .fetchAs(Boolean.class)
                .mappedBy((types, row) -> row.get("next").asBoolean())
                .one()
                .orElseThrow();
    }

    /** Whether the change of that id is sealed and not written yet. */
    boolean contains(String change) {
        return transactions.read(() -> client.query("MATCH (p:PendingChange {id: $id}) RETURN count(p) > 0 AS there")
                .bind(change)
                .to("id")
                .fetchAs(Boolean.class)
                .mappedBy((types, row) -> row.get("there").asBoolean())
                .one()
                .orElseThrow());
    }
}
