package io.datacapsule.model;

/** Understood, and not allowed: a path outside the roots, a query that writes. */
public final class ForbiddenException extends CatalogException {

    /** An error with a stable code and a message for people. */
    public ForbiddenException(String code, String message) {
        super(code, message, null);
    }

    /** The same, with the error that caused it, which is logged and never shown to a caller. */
    public ForbiddenException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
