package io.datacapsule.cli;

/** Ends a command with a message for a person, printed without a stack trace (nothing if it is empty), and {@link ExitCode#FAILURE}. */
class CommandFailure extends RuntimeException {

    CommandFailure(String message) {
        super(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
