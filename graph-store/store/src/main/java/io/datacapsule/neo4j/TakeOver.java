package io.datacapsule.neo4j;

import io.datacapsule.neo4j.SealedChanges.Sealed;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who writes a sealed change: the server that sealed it, or another one once no part of it was written for a while. The
 * parts themselves are the sign of life, so no clocks are compared; should two servers write at the same time, the number of
 * written parts, which is locked, keeps each part from being written twice. Used by one thread at a time.
 */
final class TakeOver {

    private static final System.Logger LOG = System.getLogger(TakeOver.class.getName());

    private final Duration patience;
    private final Set<String> mine = new HashSet<>();
    private @Nullable Sealed watched;
    private long since;

    /** Takes a change over that others did not go on with for so long. */
    TakeOver(Duration patience) {
        this.patience = patience;
    }

    /** Says that this server sealed the change of that id. */
    synchronized void sealedHere(String change) {
        mine.add(change);
    }

    /** Whether this server is to write the next part. */
    synchronized boolean isMine(Sealed change) {
        if (mine.contains(change.id())) {
            return true;
        }
        if (!change.equals(watched)) {
            watched = change;
            since = System.nanoTime();
        }
        if (System.nanoTime() - since < patience.toNanos()) {
            return false;
        }
        LOG.log(
                Level.INFO,
                "a committed change that no other server went on writing for {0} is written here, from part {1} of {2} on",
                patience,
                change.done() + 1,
                change.parts());
        mine.add(change.id());
        return true;
    }
}
