package io.datacapsule.api.airflow;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/** Hands on what another thread threw. */
final class Causes {

    private Causes() {}

    /** The error of the other thread, to be thrown here. */
    static RuntimeException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case InterruptedException _ -> new CancellationException();
            case null, default -> new IllegalStateException(e.getCause());
        };
    }
}
