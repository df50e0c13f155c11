package io.datacapsule.export;

/** Which part of the graph is written: a set of nodes, with every edge among them and no other. */
public sealed interface ExportSelection permits ExportScope, LineageScope {

    /** Whether the columns of the capsules, and what columns derive from, are written too. */
    boolean includeColumns();
}
