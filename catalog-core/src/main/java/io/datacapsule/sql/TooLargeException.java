package io.datacapsule.sql;

/** Unwinds the work on SQL that would take too much time or memory; the message is a sentence for people. */
final class TooLargeException extends RuntimeException {

    TooLargeException(String message) {
        super(message, null, false, false);
    }

    String text() {
        String message = getMessage();
        return message == null ? "The SQL is too large" : message;
    }
}
