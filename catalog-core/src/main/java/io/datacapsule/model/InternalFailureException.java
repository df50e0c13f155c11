package io.datacapsule.model;

/** The server failed at something that it should be able to do, such as writing to a full disk. */
public final class InternalFailureException extends CatalogException {

    /** An error with a stable code and a message for people. */
    public InternalFailureException(String code, String message) {
        super(code, message, null);
    }

    /** The same, with the error that caused it, which is logged and never shown to a caller. */
    public InternalFailureException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
