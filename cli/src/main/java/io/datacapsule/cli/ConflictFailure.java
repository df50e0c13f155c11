package io.datacapsule.cli;

/** What was asked for does not fit the present state. */
final class ConflictFailure extends CommandFailure {

    private final String code;

    ConflictFailure(String message, String code) {
        super(message);
        this.code = code;
    }

    /** Why, as the server calls it; may be empty. */
    String code() {
        return code;
    }
}
