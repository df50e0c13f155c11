package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphLoader;
import io.datacapsule.graph.GraphQueries;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.Revision;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.CatalogException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * The graph in Neo4j, reached over Bolt wherever it runs; many rows at once go through {@link BulkAccess} where there is one.
 * A change that does not fit into one transaction is atomic too, see {@link PendingChanges}: once it is durable it is
 * committed, and its nodes and edges are written behind the back of the caller.
 */
public final class Neo4jGraphStore implements GraphStore {

    private static final Duration SETTLING_LIMIT = Duration.ofSeconds(20);

    private final Neo4jSession session;
    private final Neo4jClient client;
    private final Transactions transactions;
    private final ChangeWriter writer;
    private final PendingChanges pending;
    private final WriteBehind behind;
    private final Optional<BulkAccess> bulk;
    private final ReentrantLock settling = new ReentrantLock();
    private boolean schemaIsThere;
    private volatile boolean settled;

    private Neo4jGraphStore(Neo4jSession session, Optional<BulkAccess> bulk) {
        this.session = session;
        this.client = session.client();
        this.transactions = session.transactions();
        this.writer = new ChangeWriter(client);
        this.bulk = bulk;
        this.pending = new PendingChanges(
                client,
                transactions,
                writer,
                bulk.orElse(null),
                session.connection().transactionRows());
        this.behind = new WriteBehind(pending);
    }

    /**
     * Connects, trying again for {@link Neo4jConnection#connectLimit}, and makes the schema.
     *
     * @throws io.datacapsule.model.UnavailableException if the database does not answer
     */
    public static Neo4jGraphStore open(Neo4jConnection connection) {
        return open(connection, Optional.empty());
    }

    /** The same, with a faster way for many rows to the same database. */
    public static Neo4jGraphStore open(Neo4jConnection connection, Optional<BulkAccess> bulk) {
        Neo4jSession session = Neo4jSession.open(connection);
        try {
            return new Neo4jGraphStore(session, bulk);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Questions in Cypher to this store; they wait for {@code patience} until it holds all that was committed. */
    public GraphQueries queries(Duration patience) {
        return new CypherQueries(session, behind, patience);
    }

    @Override
    public Revision load(GraphLoader loader) {
        settle();
        return behind.read(() -> bulk.isPresent() ? bulk.get().load(loader) : session.load(loader), loader::change);
    }

    @Override
    public Revision commit(List<GraphChange> changes) {
        settle();
        behind.awaitWritten();
        try {
            return write(changes);
        } catch (CatalogException e) {
            settled = false;
            // an engine that has stopped knows best why
            bulk.ifPresent(engine -> engine.requireReady(0));
            throw e;
        } catch (RuntimeException | Error e) {
            settled = false;
            throw e;
        }
    }

    private Revision write(List<GraphChange> changes) {
        List<UUID> jobs =
                changes.stream().map(GraphChange::job).flatMap(Optional::stream).toList();
        GraphChange change = ChangeFold.fold(changes);
        NameLimits.check(change);
        long weight = ChangeParts.weight(change);
        bulk.ifPresent(engine -> engine.requireReady(weight));
        if (weight > session.connection().transactionRows()) {
            return commitInParts(change, jobs);
        }
        if (bulk.isPresent() && weight >= session.connection().bulkRows()) {
            return bulk.get().commit(change, jobs);
        }
        return transactions.write(() -> {
            Revision revision = Revisions.bump(client, texts(jobs));
            writer.write(change);
            return revision;
        });
    }

    private Revision commitInParts(GraphChange change, List<UUID> jobs) {
        transactions.read(() -> {
            new ChangeCheck(client).require(change);
            return change;
        });
        Revision revision = pending.seal(change, jobs);
        behind.begin(change);
        return revision;
    }

    /**
     * Waits for the end of a commit that an earlier process, or an earlier attempt of this one, left under way; what it made
     * durable and did not write out is written behind.
     */
    private void settle() {
        bulk.ifPresent(engine -> engine.requireReady(0));
        if (settled) {
            return;
        }
        settling.lock();
        try {
            if (!settled) {
                if (!schemaIsThere) {
                    session.ensureSchema();
                    schemaIsThere = true;
                }
                transactions.write(() -> Revisions.awaitCommits(client), SETTLING_LIMIT);
                if (pending.unfinished()) {
                    behind.begin();
                } else {
                    pending.drop();
                }
                settled = true;
            }
        } finally {
            settling.unlock();
        }
    }

    @Override
    public Set<UUID> committed(Collection<UUID> jobs) {
        settle();
        return transactions.read(() -> client
                .query("MATCH (j:CommittedJob) WHERE j.id IN $ids RETURN j.id AS id")
                .bind(texts(jobs))
                .to("ids")
                .fetchAs(UUID.class)
                .mappedBy((types, row) -> UUID.fromString(row.get("id").asString()))
                .all()
                .stream()
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Map<String, CapsuleDetails> details(Collection<String> capsuleUrns) {
        settle();
        WriteBehind.Details unwritten = behind.details();
        Map<String, CapsuleDetails> details = new HashMap<>();
        transactions
                .read(() -> client.query("""
                                UNWIND $urns AS urn
                                MATCH (n:Capsule {urn: urn})
                                WHERE n.raw_sql IS NOT NULL OR n.compiled_sql IS NOT NULL OR n.meta IS NOT NULL
                                    OR n.lineage IS NOT NULL
                                RETURN n.urn AS urn, n.raw_sql AS raw, n.compiled_sql AS compiled, n.meta AS meta,
                                    n.lineage AS lineage""")
                        .bind(List.copyOf(capsuleUrns))
                        .to("urns")
                        .fetchAs(CapsuleDetails.class)
                        .mappedBy((types, row) -> details(row))
                        .all())
                .forEach(detail -> details.put(detail.urn(), detail));
        unwritten.putOver(details, capsuleUrns);
        return details;
    }

    private static CapsuleDetails details(Record row) {
        return new CapsuleDetails(
                row.get("urn").asString(),
                text(row, "raw"),
                text(row, "compiled"),
                text(row, "meta"),
                text(row, "lineage"));
    }

    private static @Nullable String text(Record row, String name) {
        return row.get(name).isNull() ? null : row.get(name).asString();
    }

    static List<String> texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    @Override
    public Revision revision() {
        settle();
        return transactions.read(() -> Revisions.read(client));
    }

    @Override
    public long unwrittenRows() {
        return pending.unwrittenRows();
    }

    @Override
    public void close() {
        behind.close();
        session.close();
    }
}
