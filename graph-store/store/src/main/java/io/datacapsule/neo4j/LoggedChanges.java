package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.Revision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.neo4j.driver.Record;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * The log of changes in the database: a node for each revision, made by the transaction that made the revision. It holds the
 * change as bytes, or, if that was sealed, the id under which its parts are stored.
 */
final class LoggedChanges {

    private static final int AT_ONCE = 100;
    private static final int KEPT = 1_000;
    private static final String KEPT_FOR = "PT10M";

    private final Neo4jClient client;
    private final Transactions transactions;
    private final SealedChanges sealed;
    private final String server = UUID.randomUUID().toString();

    LoggedChanges(Neo4jClient client, Transactions transactions, SealedChanges sealed) {
        this.client = client;
        this.transactions = transactions;
        this.sealed = sealed;
    }

    /** A logged change; the bytes are empty and the id is not if its parts are stored. */
    record Logged(Revision revision, boolean own, byte[] bytes, String change, int parts) {

        boolean isSealed() {
            return !change.isEmpty();
        }
    }

    /** Adds a change to the log, in the present transaction. */
    void add(Revision revision, byte[] change) {
        add(revision, change, "", 0);
    }

    /** Adds a change that is sealed under that id. */
    void addSealed(Revision revision, String id, int parts) {
        add(revision, new byte[0], id, parts);
    }

    private void add(Revision revision, byte[] bytes, String change, int parts) {
        client.query("""
                        CREATE (:LoggedChange {revision: $revision, server: $server, at: datetime(), bytes: $bytes,
                            change: $change, parts: $parts})""")
                .bindAll(Map.of(
                        "revision",
                        revision.number(),
                        "server",
                        server,
                        "bytes",
                        bytes,
                        "change",
                        change,
                        "parts",
                        parts))
                .run();
    }

    /**
     * The first changes after that revision, without a gap; empty if the log does not tell what came next. Asked of the member of
     * a cluster that writes: others may lag.
     */
    Optional<List<Logged>> after(Revision known) {
        return transactions.write(() -> {
            Revision now = Revisions.read(client);
            if (now.equals(known)) {
                return Optional.of(List.of());
            }
            List<Logged> changes = List.copyOf(read(known));
            for (int i = 0; i < changes.size(); i++) {
                if (changes.get(i).revision().number() != known.number() + i + 1) {
                    return Optional.empty();
                }
            }
            return changes.isEmpty() ? Optional.empty() : Optional.of(changes);
        });
    }

    private Collection<Logged> read(Revision known) {
        return client.query("""
                        MATCH (l:LoggedChange) WHERE l.revision > $known
                        RETURN l.revision AS revision, l.server AS server, l.bytes AS bytes, l.change AS change,
                            l.parts AS parts
                        ORDER BY l.revision LIMIT $limit""")
                .bindAll(Map.of("known", known.number(), "limit", AT_ONCE))
                .fetchAs(Logged.class)
                .mappedBy((types, row) -> logged(row))
                .all();
    }

    private Logged logged(Record row) {
        return new Logged(
                new Revision(row.get("revision").asLong()),
                row.get("server").asString().equals(server),
                row.get("bytes").asByteArray(),
                row.get("change").asString(),
                row.get("parts").asInt());
    }

    /** What a logged change did, in order; empty if its parts are not there any more. */
    Optional<List<GraphChange>> changes(Logged logged) {
        if (!logged.isSealed()) {
            return Optional.of(List.of(RedoReader.read(logged.bytes())));
        }
        List<GraphChange> parts = new ArrayList<>();
        for (int number = 0; number < logged.parts(); number++) {
            Optional<GraphChange> part = sealed.find(logged.change(), number);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(parts);
    }

    /** Keeps these jobs from being committed, and answers those that were. */
    Set<UUID> revoke(Collection<UUID> jobs) {
        return transactions.write(() -> CommittedJobs.revoke(client, jobs));
    }

    /** Forgets what is old: who has not followed by then loads the graph again. */
    void forgetOld() {
        transactions.write(() ->
                client.query("""
                        MATCH (r:CatalogRevision {id: 'catalog'})
                        MATCH (l:LoggedChange)
                        WHERE l.revision <= r.number - $kept OR l.at < datetime() - duration($age)
                        DELETE l""").bindAll(Map.of("kept", KEPT, "age", KEPT_FOR)).run());
    }
}
