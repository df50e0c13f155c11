package io.datacapsule.graph;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What those who share a store tell each other. Used by one thread at a time; methods throw
 * {@link io.datacapsule.model.UnavailableException} while the database is away.
 */
public interface ChangeLog {

    /**
     * A commit.
     *
     * @param revision the revision that it led to
     * @param changes  what it changed, in order; without jobs
     * @param own      whether it was committed through this store and not by somebody else
     */
    record Entry(Revision revision, List<GraphChange> changes, boolean own) {

        /** Copies what could be changed from outside. */
        public Entry {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The commits after that revision, in order and without a gap, beginning with the next; none if there is none. There may be
     * more than are answered at once. Empty if the log does not reach back that far: the graph must be loaded again then.
     */
    Optional<List<Entry>> since(Revision known);

    /** Waits until nobody else commits, and keeps others from it until it is given back. Not to be taken twice. */
    Turn turn();

    /**
     * Keeps these jobs from being committed as the {@link GraphChange#job} of a change from now on, by whomever, and answers those
     * that were before. For any thread.
     */
    Set<UUID> revoke(Collection<UUID> jobs);

    /** The right to be the only one who commits. The database takes it back from who dies. */
    interface Turn extends AutoCloseable {

        @Override
        void close();
    }
}
