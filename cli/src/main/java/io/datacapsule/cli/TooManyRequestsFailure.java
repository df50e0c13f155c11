package io.datacapsule.cli;

/** The server asks us to come back later. */
final class TooManyRequestsFailure extends CommandFailure {

    private final long retryAfterSeconds;

    /** @param retryAfterSeconds when to come back, 0 if the server did not say */
    TooManyRequestsFailure(String message, long retryAfterSeconds) {
        super(message);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** When to come back, 0 if the server did not say. */
    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
