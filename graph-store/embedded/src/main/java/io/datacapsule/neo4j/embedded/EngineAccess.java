package io.datacapsule.neo4j.embedded;

import io.datacapsule.graph.CommitUnknownException;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphLoader;
import io.datacapsule.graph.GraphMovedException;
import io.datacapsule.graph.Revision;
import io.datacapsule.neo4j.DirectAccess;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.UUID;
import org.neo4j.exceptions.KernelException;
import org.neo4j.graphdb.ConstraintViolationException;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.TransientFailureException;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;

/** Reads the graph and writes changes through the engine's own interface instead of Bolt. */
final class EngineAccess implements DirectAccess {

    private static final Label REVISION = Label.label("CatalogRevision");
    private static final Label COMMITTED_JOB = Label.label("CommittedJob");

    private final EngineKeeper keeper;

    EngineAccess(EngineKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public void requireReady(long rows) {
        keeper.requireReady(rows);
    }

    /** Work within a transaction. */
    private interface Work<T> {
        T run(InternalTransaction transaction) throws KernelException;
    }

    @Override
    public Revision load(GraphLoader loader) {
        return run(transaction -> {
            KernelTransaction kernel = transaction.kernelTransaction();
            new EngineReader(kernel, new Tokens(kernel.token()), loader).readAll();
            return revision(transaction);
        });
    }

    private static Revision revision(InternalTransaction transaction) {
        Node node = transaction.findNode(REVISION, "id", "catalog");
        return node == null ? Revision.NONE : new Revision(((Number) node.getProperty("number")).longValue());
    }

    @Override
    public Revision commit(Revision base, GraphChange change, Collection<UUID> jobs) {
        return run(transaction -> {
            Revision next = bump(transaction, base, jobs);
            writer(transaction, new NodeNumbers()).write(change);
            return next;
        });
    }

    private static Revision bump(InternalTransaction transaction, Revision base, Collection<UUID> jobs) {
        Node node = transaction.findNode(REVISION, "id", "catalog");
        transaction.acquireWriteLock(node);
        Revision next = new Revision(((Number) node.getProperty("number")).longValue()).next();
        if (!next.equals(base.next())) {
            throw new GraphMovedException(base);
        }
        node.setProperty("number", next.number());
        for (UUID id : jobs) {
            Node known = transaction.findNode(COMMITTED_JOB, "id", id.toString());
            Node job = known == null ? transaction.createNode(COMMITTED_JOB) : known;
            job.setProperty("id", id.toString());
            job.setProperty("revision", next.number());
            job.setProperty("at", ZonedDateTime.now(ZoneOffset.UTC));
        }
        return next;
    }

    @Override
    public Parts parts() {
        NodeNumbers numbers = new NodeNumbers();
        return (part, pendingChange, done) -> run(transaction -> {
            writer(transaction, numbers).write(part);
            Node pending = transaction.findNode(Label.label("PendingChange"), "id", pendingChange);
            pending.setProperty("done", (long) done);
            return done;
        });
    }

    private static EngineWriter writer(InternalTransaction transaction, NodeNumbers numbers) throws KernelException {
        Tokens tokens = new Tokens(transaction.kernelTransaction().token());
        return new EngineWriter(transaction, tokens, numbers);
    }

    private <T> T run(Work<T> work) {
        try (InternalTransaction transaction =
                (InternalTransaction) keeper.engine().database().beginTx()) {
            T result = work.run(transaction);
            commit(transaction);
            return result;
        } catch (KernelException | RuntimeException e) {
            throw EngineFailures.translate(e);
        }
    }

    private static void commit(InternalTransaction transaction) {
        try {
            transaction.commit();
        } catch (ConstraintViolationException | TransientFailureException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CommitUnknownException("the engine failed to commit", e);
        }
    }
}
