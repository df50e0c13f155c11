package io.datacapsule.lineage;

/** A lineage as the API answers it: of capsules, or of columns. */
public sealed interface AnyLineage permits LineageAnswer, ColumnLineageAnswer {

    /** URN of what was asked about. */
    String root();

    /** Whether nothing was left out. */
    boolean complete();
}
