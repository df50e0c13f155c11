package io.datacapsule.cli;

/** The server has no such thing. */
final class NotFoundFailure extends CommandFailure {

    NotFoundFailure(String message) {
        super(message);
    }
}
