package io.datacapsule.graph;

import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.UnavailableException;

/** What callers are told of a commit that broke off. */
final class BrokenCommit {

    private BrokenCommit() {}

    /** Whether it happened cannot be told yet. */
    static UnavailableException unknown(Throwable reason) {
        return new UnavailableException(
                "graph_commit_unknown",
                "The graph database went away while the change was written; whether it was is not known yet. "
                        + "Read it again before you repeat it.",
                reason);
    }

    /** It did not happen, because the disk is full or the database went away. */
    static CatalogException nothingChanged(Throwable reason) {
        return DiskFull.caused(reason)
                ? new InternalFailureException(
                        DiskFull.CODE,
                        "The disk of the graph database is full; nothing was changed. Free some space and try again.",
                        reason)
                : new UnavailableException(
                        "graph_unavailable",
                        "The graph database went away while the change was written; nothing was changed. Try again.",
                        reason);
    }
}
