package io.datacapsule.cli;

/** The server did not answer, so whether it did what was asked is not known. */
final class UnreachableServerFailure extends CommandFailure {

    UnreachableServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
