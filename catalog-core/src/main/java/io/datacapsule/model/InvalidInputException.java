package io.datacapsule.model;

/** A request that cannot be understood: a parameter, a name, an option; the message names it and what is allowed. */
public final class InvalidInputException extends CatalogException {

    /** An error with a stable code and a message for people. */
    public InvalidInputException(String code, String message) {
        super(code, message, null);
    }

    /** The same, with the error that caused it, which is logged and never shown to a caller. */
    public InvalidInputException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
