package io.datacapsule.ingest;

/**
 * How an ingestion treats what its source no longer has.
 *
 * @param cleanupOrphans whether capsules that the source no longer asserts are removed
 * @param maxOrphanShare share of the source's capsules, 0 to 1, above which nothing is removed
 * @param force          whether to remove them even so
 */
public record DiffOptions(boolean cleanupOrphans, double maxOrphanShare, boolean force) {

    /** Keeps what is gone. */
    public static final DiffOptions KEEP = new DiffOptions(false, 0.3, false);
}
