package io.datacapsule.cli;

/** The server asks us to come back later. */
final class TooManyRequestsFailure extends CommandFailure {

    TooManyRequestsFailure(String message) {
        super(message);
    }
}
