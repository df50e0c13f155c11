package io.datacapsule.neo4j;

import io.datacapsule.graph.ChangeLog;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphLoader;
import io.datacapsule.graph.GraphMovedException;
import io.datacapsule.graph.GraphQueries;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.graph.Revision;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.CatalogException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * The graph in Neo4j, reached over Bolt wherever it runs; changes, and the graph as a whole, go through {@link DirectAccess} where there
 * is one.
 * A change that does not fit into one transaction is atomic too, see {@link PendingChanges}: once it is durable it is
 * committed, and its nodes and edges are written behind the back of the caller.
 */
public final class Neo4jGraphStore implements GraphStore {

    private static final Duration SETTLING_LIMIT = Duration.ofSeconds(20);
    /** At the start another server may be loading the graph. */
    private static final Duration FIRST_SETTLING_LIMIT = Duration.ofMinutes(15);

    private static final ChangeLog.Turn ALONE = () -> {};

    private final Neo4jSession session;
    private final Neo4jClient client;
    private final Transactions transactions;
    private final ChangeWriter writer;
    private final PendingChanges pending;
    private final WriteBehind behind;
    private final Optional<DirectAccess> direct;
    private final @Nullable Sharing sharing;
    private final @Nullable Neo4jChangeLog log;
    private final ReentrantLock settling = new ReentrantLock();
    private boolean schemaIsThere;
    private volatile boolean settled;

    private Neo4jGraphStore(Neo4jSession session, Optional<DirectAccess> direct) {
        this.session = session;
        this.client = session.client();
        this.transactions = session.transactions();
        this.writer = new ChangeWriter(client);
        this.direct = direct;
        // who has the engine in this process has it alone
        this.sharing = direct.isPresent() ? null : sharing();
        this.pending = new PendingChanges(
                client,
                transactions,
                writer,
                direct.orElse(null),
                sharing,
                session.connection().transactionRows());
        this.behind = new WriteBehind(pending);
        this.log = sharing == null
                ? null
                : new Neo4jChangeLog(this::settle, sharing.log(), sharing.turn(), pending, behind);
    }

    private Sharing sharing() {
        return new Sharing(
                new WriterTurn(session),
                new LoggedChanges(client, transactions, new SealedChanges(client, transactions)),
                new TakeOver(session.connection().takeOver()));
    }

    /**
     * Connects, trying again for {@link Neo4jConnection#connectLimit}, and makes the schema.
     *
     * @throws io.datacapsule.model.UnavailableException if the database does not answer
     */
    public static Neo4jGraphStore open(Neo4jConnection connection) {
        return open(connection, Optional.empty());
    }

    /** The same, with a faster way to the same database. */
    public static Neo4jGraphStore open(Neo4jConnection connection, Optional<DirectAccess> direct) {
        Neo4jSession session = Neo4jSession.open(connection);
        try {
            return new Neo4jGraphStore(session, direct);
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
        return behind.read(() -> direct.isPresent() ? direct.get().load(loader) : session.load(loader), loader::change);
    }

    @Override
    public Revision commit(Revision base, List<GraphChange> changes) {
        settle();
        if (!isFarBehind()) {
            behind.awaitWritten();
        }
        try {
            return write(base, changes);
        } catch (GraphMovedException e) {
            throw e;
        } catch (CatalogException e) {
            settled = false;
            // an engine that has stopped knows best why
            direct.ifPresent(engine -> engine.requireReady(0));
            throw e;
        } catch (RuntimeException | Error e) {
            settled = false;
            throw e;
        }
    }

    /**
     * Whether so much is still to be written that a change had better be sealed as well than wait for that. Others who share the
     * database write theirs only when all before it is written.
     */
    private boolean isFarBehind() {
        return sharing == null && pending.unwrittenRows() > session.connection().transactionRows();
    }

    private Revision write(Revision base, List<GraphChange> changes) {
        List<UUID> jobs =
                changes.stream().map(GraphChange::job).flatMap(Optional::stream).toList();
        GraphChange change = ChangeFold.fold(changes);
        NameLimits.check(change);
        long weight = ChangeParts.weight(change);
        direct.ifPresent(engine -> engine.requireReady(weight));
        if (sharing == null && behind.isWriting()) {
            return commitAfterOthers(base, change, jobs);
        }
        if (weight > session.connection().transactionRows()) {
            return commitInParts(base, change, jobs);
        }
        return sharing == null
                ? direct.orElseThrow().commit(base, change, jobs)
                : commitBesideOthers(sharing, base, change, jobs);
    }

    private Revision commitBesideOthers(Sharing others, Revision base, GraphChange change, List<UUID> jobs) {
        byte[] logged = RedoWriter.write(change);
        return transactions.write(() -> {
            others.turn().awaitIn(client);
            Revision revision = Revisions.bump(client, base, texts(jobs));
            CommittedJobs.require(client, jobs);
            others.log().add(revision, logged);
            writer.write(change);
            return revision;
        });
    }

    /** What it builds on may not be written yet, so whether it fits the graph shows when it is its turn. */
    private Revision commitAfterOthers(Revision base, GraphChange change, List<UUID> jobs) {
        Revision revision = pending.seal(base, change, jobs);
        behind.add(change);
        return revision;
    }

    private Revision commitInParts(Revision base, GraphChange change, List<UUID> jobs) {
        try (var _ = sharing == null ? ALONE : sharing.turn().take()) {
            transactions.write(() -> {
                if (!Revisions.read(client).equals(base)) {
                    throw new GraphMovedException(base);
                }
                new ChangeCheck(client).require(change);
                return change;
            });
            Revision revision = pending.seal(base, change, jobs);
            behind.begin(List.of(change));
            return revision;
        }
    }

    @Override
    public Optional<ChangeLog> changeLog() {
        return Optional.ofNullable(log);
    }

    /**
     * Waits for the end of a commit that an earlier process, or an earlier attempt of this one, left under way; what it made
     * durable and did not write out is written behind.
     */
    private void settle() {
        direct.ifPresent(engine -> engine.requireReady(0));
        if (settled) {
            return;
        }
        settling.lock();
        try {
            if (!settled) {
                boolean first = !schemaIsThere;
                if (first) {
                    session.ensureSchema(sharing != null);
                    schemaIsThere = true;
                }
                transactions.write(
                        () -> Revisions.awaitCommits(client),
                        first && sharing != null ? FIRST_SETTLING_LIMIT : SETTLING_LIMIT);
                if (sharing == null) {
                    pending.drop();
                }
                if (pending.unfinished()) {
                    behind.begin();
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
        return transactions.read(() -> CommittedJobs.among(client, jobs));
    }

    @Override
    public Map<String, CapsuleDetails> details(Collection<String> capsuleUrns) {
        settle();
        UnwrittenDetails unwritten = behind.details();
        Map<String, CapsuleDetails> details = transactions.read(() -> StoredDetails.read(client, capsuleUrns));
        unwritten.putOver(details, capsuleUrns);
        return details;
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
        if (log != null) {
            log.close();
        }
        session.close();
    }
}
