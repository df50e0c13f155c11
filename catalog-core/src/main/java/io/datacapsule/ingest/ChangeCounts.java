package io.datacapsule.ingest;

/**
 * What an ingestion changed (or, in a dry run, would change) in the graph. {@code orphaned} counts capsules of the source
 * that its artifacts no longer have and that were kept.
 */
public record ChangeCounts(
        int capsulesCreated,
        int capsulesUpdated,
        int capsulesUnchanged,
        int capsulesRemoved,
        int capsulesOrphaned,
        int columnsCreated,
        int columnsUpdated,
        int columnsUnchanged,
        int columnsRemoved,
        int edgesCreated,
        int edgesUpdated,
        int edgesUnchanged,
        int edgesRemoved) {

    /** Nothing at all. */
    public static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
