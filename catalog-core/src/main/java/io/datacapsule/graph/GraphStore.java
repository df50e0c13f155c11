package io.datacapsule.graph;

import io.datacapsule.model.CapsuleDetails;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The durable property graph: the truth that every snapshot is built from. Implementations are safe for use by many threads,
 * {@link #commit} being called by one at a time, and throw {@link io.datacapsule.model.UnavailableException} while the
 * database is away.
 */
public interface GraphStore extends AutoCloseable {

    /**
     * Streams the whole graph into {@code loader} and answers the revision it stands at, changes included which are durable
     * and still being written out.
     */
    Revision load(GraphLoader loader);

    /**
     * Commits the changes in their order, all of them or none, and answers the new revision: {@code base} plus one. When this
     * returns normally they survive a crash. When it throws, none of them happened, with one exception:
     * {@link CommitUnknownException} says that it could not be told. What does not fit the graph that the store holds is refused;
     * while much is {@linkplain #unwrittenRows still being written out} that is not looked at, and the caller vouches for it.
     *
     * @param base the revision that the changes were computed on
     * @throws GraphMovedException if the store stands at another revision
     */
    Revision commit(Revision base, List<GraphChange> changes);

    /** What others commit to the same store; empty if nobody else can. */
    default Optional<ChangeLog> changeLog() {
        return Optional.empty();
    }

    /** Which of these jobs were committed as the {@link GraphChange#job} of a change. */
    Set<UUID> committed(Collection<UUID> jobs);

    /** The large properties of these capsules, by URN; capsules without any are left out. */
    Map<String, CapsuleDetails> details(Collection<String> capsuleUrns);

    /**
     * The revision that the store stands at, that of a change included which is durable and still being written out. Throws
     * {@link io.datacapsule.model.UnavailableException} with a reason if the database does not answer, so it serves as the
     * check of its health too.
     */
    Revision revision();

    /**
     * About how many rows of committed changes are still being written out; 0 if the database holds all that was committed.
     * Asks no database.
     */
    default long unwrittenRows() {
        return 0;
    }

    /** Lets go of connections. */
    @Override
    void close();
}
