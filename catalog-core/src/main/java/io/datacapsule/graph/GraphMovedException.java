package io.datacapsule.graph;

/**
 * Somebody else committed to the same store, so it no longer stands at the revision that a change was computed on; nothing was
 * written. Never shown to callers: {@link CatalogGraph} takes over what was committed and computes the change again.
 */
public final class GraphMovedException extends RuntimeException {

    /** With the revision that was expected. */
    public GraphMovedException(Revision expected) {
        super("the graph no longer stands at revision " + expected);
    }
}
