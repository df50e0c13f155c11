package io.datacapsule.api.airflow;

import java.io.IOException;

/** An answer is larger than is taken. */
final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1;

    TooLargeException() {
        super("the answer is too large");
    }
}
