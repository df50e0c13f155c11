package io.datacapsule.graph;

/**
 * The connection to the graph database broke while a commit was under way, so it may or may not have happened. Never shown to
 * callers: {@link CatalogGraph} settles it by loading the graph again.
 */
public final class CommitUnknownException extends RuntimeException {

    /** With the error that broke the connection. */
    public CommitUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
