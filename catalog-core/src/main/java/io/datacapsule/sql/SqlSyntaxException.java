package io.datacapsule.sql;

/** A query that the parser does not understand; the place is in the original SQL, or -1. */
final class SqlSyntaxException extends Exception {

    private final int place;

    SqlSyntaxException(String message, int place) {
        super(message, null, false, false);
        this.place = place;
    }

    int place() {
        return place;
    }

    String text() {
        String message = getMessage();
        return message == null ? "not understood" : message;
    }
}
