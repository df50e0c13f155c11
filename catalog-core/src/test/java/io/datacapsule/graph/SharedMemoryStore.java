package io.datacapsule.graph;

import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.ConflictException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** A store of maps as one of several servers sees it that share it. */
public final class SharedMemoryStore implements GraphStore, ChangeLog {

    private final InMemoryGraphStore contents;
    private final List<Commit> commits;
    private final Semaphore turns;
    private final Set<UUID> revoked;
    private boolean alone;

    private record Commit(Revision revision, List<GraphChange> changes, SharedMemoryStore by) {}

    /** The first of them. */
    public SharedMemoryStore() {
        this(new InMemoryGraphStore(), new ArrayList<>(), new Semaphore(1, true), new HashSet<>());
    }

    private SharedMemoryStore(InMemoryGraphStore contents, List<Commit> commits, Semaphore turns, Set<UUID> revoked) {
        this.revoked = revoked;
        this.contents = contents;
        this.commits = commits;
        this.turns = turns;
    }

    /** Another one. */
    public SharedMemoryStore another() {
        return new SharedMemoryStore(contents, commits, turns, revoked);
    }

    /** Forgets what was committed, as a log does that grew too long. */
    void forgetLog() {
        synchronized (commits) {
            commits.clear();
        }
    }

    @Override
    public Revision commit(Revision base, List<GraphChange> changes) {
        try (var _ = alone ? (Turn) () -> {} : turn()) {
            synchronized (commits) {
                if (changes.stream().flatMap(change -> change.job().stream()).anyMatch(revoked::contains)) {
                    throw new ConflictException("job_given_up", "revoked");
                }
                Revision revision = contents.commit(base, changes);
                commits.add(new Commit(revision, changes, this));
                return revision;
            }
        }
    }

    @Override
    public Optional<List<Entry>> since(Revision known) {
        synchronized (commits) {
            List<Entry> entries = commits.stream()
                    .filter(commit -> commit.revision.compareTo(known) > 0)
                    .limit(3)
                    .map(commit -> new Entry(commit.revision, commit.changes, commit.by == this))
                    .toList();
            boolean reachesBack = entries.isEmpty()
                    ? contents.revision().equals(known)
                    : entries.getFirst().revision().equals(known.next());
            return reachesBack ? Optional.of(entries) : Optional.empty();
        }
    }

    @Override
    public Set<UUID> revoke(Collection<UUID> jobs) {
        synchronized (commits) {
            Set<UUID> committed = contents.committed(jobs);
            jobs.stream().filter(job -> !committed.contains(job)).forEach(revoked::add);
            return committed;
        }
    }

    @Override
    public Turn turn() {
        turns.acquireUninterruptibly();
        alone = true;
        return () -> {
            alone = false;
            turns.release();
        };
    }

    @Override
    public Optional<ChangeLog> changeLog() {
        return Optional.of(this);
    }

    @Override
    public Revision load(GraphLoader loader) {
        return contents.load(loader);
    }

    @Override
    public Revision revision() {
        return contents.revision();
    }

    @Override
    public Set<UUID> committed(Collection<UUID> jobs) {
        return contents.committed(jobs);
    }

    @Override
    public Map<String, CapsuleDetails> details(Collection<String> capsuleUrns) {
        return contents.details(capsuleUrns);
    }

    @Override
    public void close() {}
}
