package io.datacapsule.model;

/** Another system that the work needs did not answer, or not as it should; nothing was changed. */
public final class UpstreamException extends CatalogException {

    /** An error with a stable code and a message for people, without secrets and without what the other system sent in full. */
    public UpstreamException(String code, String message) {
        super(code, message, null);
    }

    /** The same, with the error that caused it, which is never shown to a caller. */
    public UpstreamException(String code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
