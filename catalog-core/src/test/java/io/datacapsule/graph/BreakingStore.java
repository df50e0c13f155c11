package io.datacapsule.graph;

import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.UnavailableException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory that counts what is asked of it, and whose connection can break in the middle of a commit. */
final class BreakingStore implements GraphStore {

    /** What is left of the next commit, which its caller is not told. */
    enum Break {
        NONE,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    final InMemoryGraphStore contents = new InMemoryGraphStore();
    final AtomicInteger commits = new AtomicInteger();
    final AtomicInteger questions = new AtomicInteger();
    final CountDownLatch committing = new CountDownLatch(1);
    volatile CountDownLatch held = new CountDownLatch(0);
    volatile Break next = Break.NONE;
    volatile boolean awayAfterBreak;

    @Override
    public Revision commit(Revision base, List<GraphChange> changes) {
        committing.countDown();
        await(held);
        commits.incrementAndGet();
        Break how = next;
        next = Break.NONE;
        Revision revision = how == Break.BEFORE_COMMIT ? Revision.NONE : contents.commit(base, changes);
        if (how != Break.NONE) {
            contents.setAway(awayAfterBreak);
            throw new CommitUnknownException("the connection broke", new IllegalStateException("reset"));
        }
        return revision;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new UnavailableException("graph_unavailable", "interrupted");
        }
    }

    @Override
    public Revision revision() {
        questions.incrementAndGet();
        return contents.revision();
    }

    @Override
    public Revision load(GraphLoader loader) {
        return contents.load(loader);
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
