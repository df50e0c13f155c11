package io.datacapsule.sql;

import io.datacapsule.sql.Unresolved.Reason;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Derives column lineage from SQL.
 *
 * <p>Derivations run on threads of its own with a stack that deep queries need, as many at a time as there are processors; they
 * end with {@link #close}. Safe to use from several threads; a query depends on nothing but its parts.
 */
public final class SqlLineage implements AutoCloseable {

    private static final long STACK = 256L << 20;

    private final SqlLimits limits;
    private final QueryParser parser = new JSqlQueryParser();
    private final ExecutorService workers;

    /** An engine that spends no more than the limits on a query. */
    public SqlLineage(SqlLimits limits) {
        this.limits = limits;
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), work -> {
            Thread thread = new Thread(null, work, "sql-lineage-" + number.incrementAndGet(), STACK);
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
    }

    /**
     * Derives the lineage of the columns that the query yields. Never fails for what is in the SQL: what could not be told is
     * among the unresolved.
     *
     * @throws CancellationException when the calling thread is interrupted; the work ends, the interrupt stays set
     */
    public ColumnLineage derive(Query query) {
        Deadline deadline = new Deadline();
        ScriptResolver script = new ScriptResolver(query, limits, parser, deadline);
        CountDownLatch started = new CountDownLatch(1);
        Future<ColumnLineage> work = workers.submit(() -> {
            started.countDown();
            return script.lineage();
        });
        try {
            started.await();
            return within(work, deadline);
        } catch (InterruptedException e) {
            deadline.expire();
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while lineage was derived");
        }
    }

    private ColumnLineage within(Future<ColumnLineage> work, Deadline deadline) throws InterruptedException {
        try {
            try {
                return work.get(limits.time().toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                deadline.expire();
                return work.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Lineage could not be derived", e.getCause());
        }
    }

    /** Ends the threads; derivations under way end at their time limit. */
    @Override
    public void close() {
        workers.shutdown();
    }

    /** The answer when nothing was read. */
    static ColumnLineage nothing(Reason reason, String detail) {
        return new ColumnLineage(
                List.of(), List.of(), List.of(), List.of(), List.of(new Unresolved("", reason, detail, 0, 0)), false);
    }
}
