package io.datacapsule.model;

/** The input or the answer is larger than this server was told to take. */
public final class LimitExceededException extends CatalogException {

    /** An error with a stable code and a message for people. */
    public LimitExceededException(String code, String message) {
        super(code, message, null);
    }

    /** The same, with the error that caused it, which is logged and never shown to a caller. */
    public LimitExceededException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
