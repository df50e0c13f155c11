package io.datacapsule.model;

/** A store that is needed is away; trying again later can succeed, and nothing was changed. */
public final class UnavailableException extends CatalogException {

    /** An error with a stable code and a message for people. */
    public UnavailableException(String code, String message) {
        super(code, message, null);
    }

    /** The same, with the error that caused it, which is logged and never shown to a caller. */
    public UnavailableException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
