package io.datacapsule.ingest;

/**
 * What an ingestion changed (or, in a dry run, would change) in the graph. {@code orphaned} counts capsules of the source
 * that its artifacts no longer have and that were kept; {@code unresolvedColumns} what could not be told of column lineage.
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
        int edgesRemoved,
        int columnEdgesCreated,
        int columnEdgesUpdated,
        int columnEdgesUnchanged,
        int columnEdgesRemoved,
        int unresolvedColumns) {

    /** Nothing at all. */
    public static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Counts without column lineage. */
    public ChangeCounts(
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
        this(
                capsulesCreated,
                capsulesUpdated,
                capsulesUnchanged,
                capsulesRemoved,
                capsulesOrphaned,
                columnsCreated,
                columnsUpdated,
                columnsUnchanged,
                columnsRemoved,
                edgesCreated,
                edgesUpdated,
                edgesUnchanged,
                edgesRemoved,
                0,
                0,
                0,
                0,
                0);
    }

    /** These counts with those of column lineage. */
    ChangeCounts with(DerivationDiff derivations) {
        return new ChangeCounts(
                capsulesCreated,
                capsulesUpdated,
                capsulesUnchanged,
                capsulesRemoved,
                capsulesOrphaned,
                columnsCreated,
                columnsUpdated,
                columnsUnchanged,
                columnsRemoved,
                edgesCreated,
                edgesUpdated,
                edgesUnchanged,
                edgesRemoved,
                derivations.created(),
                derivations.updated(),
                derivations.unchanged(),
                derivations.removed(),
                derivations.unresolved());
    }
}
