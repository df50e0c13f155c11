package io.datacapsule.neo4j;

import io.datacapsule.graph.ChangeLog;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.Revision;
import io.datacapsule.neo4j.LoggedChanges.Logged;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What servers on one database tell each other through it. Tidies up once a minute, on a thread of its own. */
final class Neo4jChangeLog implements ChangeLog, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Neo4jChangeLog.class.getName());
    private static final Duration BETWEEN_TIDYING = Duration.ofMinutes(1);

    private final Runnable settle;
    private final LoggedChanges log;
    private final WriterTurn turn;
    private final PendingChanges pending;
    private final WriteBehind behind;
    private long tidiedAt = System.nanoTime() - BETWEEN_TIDYING.toNanos();
    private volatile @Nullable Thread tidying;

    /** A log that is asked after {@code settle} was. */
    Neo4jChangeLog(Runnable settle, LoggedChanges log, WriterTurn turn, PendingChanges pending, WriteBehind behind) {
        this.settle = settle;
        this.log = log;
        this.turn = turn;
        this.pending = pending;
        this.behind = behind;
    }

    @Override
    public Optional<List<Entry>> since(Revision known) {
        settle.run();
        tidyNowAndThen();
        Optional<List<Logged>> changes = log.after(known);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        for (Logged logged : changes.get()) {
            Optional<List<GraphChange>> parts = log.changes(logged);
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            if (logged.isSealed() && !logged.own() && pending.isUnwritten(logged.change())) {
                behind.begin(parts.get());
            }
            entries.add(new Entry(logged.revision(), parts.get(), logged.own()));
        }
        return Optional.of(entries);
    }

    private void tidyNowAndThen() {
        Thread before = tidying;
        if (System.nanoTime() - tidiedAt > BETWEEN_TIDYING.toNanos() && (before == null || !before.isAlive())) {
            tidiedAt = System.nanoTime();
            tidying = Thread.ofVirtual().name("graph-log-tidy").start(this::tidy);
        }
    }

    private void tidy() {
        try {
            log.forgetOld();
            pending.drop();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the log of changes is tidied later: {0}", e.getMessage());
        }
    }

    /** Waits for the end of the tidying under way. */
    @Override
    public void close() {
        Thread last = tidying;
        try {
            if (last != null) {
                last.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Set<UUID> revoke(Collection<UUID> jobs) {
        settle.run();
        return log.revoke(jobs);
    }

    @Override
    public Turn turn() {
        settle.run();
        return turn.take();
    }
}
