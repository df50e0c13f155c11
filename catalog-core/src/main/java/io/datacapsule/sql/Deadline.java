package io.datacapsule.sql;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The time limit of a derivation. One thread works and checks it as it goes, another may end it. */
class Deadline {

    private final AtomicReference<@Nullable Runnable> onExpiry = new AtomicReference<>();
    private volatile boolean expired;

    /** Ends the work at its next check, and what was given to {@link #interrupting} at once. */
    void expire() {
        expired = true;
        Runnable action = onExpiry.get();
        if (action != null) {
            action.run();
        }
    }

    /** Runs the action when the deadline passes, until it is replaced by another. */
    void interrupting(@Nullable Runnable action) {
        onExpiry.set(action);
        if (expired && action != null) {
            action.run();
        }
    }

    boolean isExpired() {
        return expired;
    }

    void check() {
        if (expired) {
            throw new ExpiredException();
        }
    }

    /** Unwinds the work when the time is over. */
    static final class ExpiredException extends RuntimeException {

        ExpiredException() {
            super("The time limit was reached", null, false, false);
        }
    }
}
