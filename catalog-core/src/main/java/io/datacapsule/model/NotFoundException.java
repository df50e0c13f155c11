package io.datacapsule.model;

/** Nothing has the given name or id. */
public final class NotFoundException extends CatalogException {

    /** An error with a stable code and a message for people. */
    public NotFoundException(String code, String message) {
        super(code, message, null);
    }

    /** The same, with the error that caused it, which is logged and never shown to a caller. */
    public NotFoundException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
