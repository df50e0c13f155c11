package io.datacapsule.neo4j;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Runs work in a transaction of the graph database and tells a failed transaction from one whose end is not known. */
final class Transactions {

    private final PlatformTransactionManager manager;
    private final Neo4jFailures failures;

    Transactions(PlatformTransactionManager manager, Neo4jFailures failures) {
        this.manager = manager;
        this.failures = failures;
    }

    /** Runs {@code work} and commits it. */
    <T> T write(Supplier<T> work) {
        return run(work, new DefaultTransactionDefinition());
    }

    /** The same, given up by the database after {@code limit}. */
    <T> T write(Supplier<T> work, Duration limit) {
        var definition = new DefaultTransactionDefinition();
        definition.setTimeout((int) limit.toSeconds());
        return run(work, definition);
    }

    /** Runs {@code work}, which only reads. */
    <T> T read(Supplier<T> work) {
        var definition = new DefaultTransactionDefinition();
        definition.setReadOnly(true);
        return run(work, definition);
    }

    private <T> T run(Supplier<T> work, TransactionDefinition definition) {
        TransactionStatus status;
        try {
            status = manager.getTransaction(definition);
        } catch (RuntimeException e) {
            throw failures.translate(e);
        }
        T result;
        try {
            result = work.get();
        } catch (RuntimeException e) {
            rollBack(status, e);
            throw failures.translate(e);
        } catch (Error e) {
            rollBack(status, e);
            throw e;
        }
        try {
            manager.commit(status);
        } catch (RuntimeException e) {
            throw definition.isReadOnly() ? failures.translate(e) : failures.translateAtCommit(e);
        }
        return result;
    }

    private void rollBack(TransactionStatus status, Throwable reason) {
        try {
            manager.rollback(status);
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }
}
