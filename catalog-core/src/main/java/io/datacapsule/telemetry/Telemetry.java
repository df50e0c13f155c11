package io.datacapsule.telemetry;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Is told of work as it begins and ends. Safe for use by many threads, quick, and never throws. */
public interface Telemetry {

    /** Keeps nothing. */
    Telemetry NONE = new Telemetry() {
        @Override
        public Running begin(Work work) {
            return failure -> {};
        }

        @Override
        public void jobEnded(String sourceType, String status, Duration took) {}

        @Override
        public void committed(int changes, long rows) {}
    };

    /** Work that is under way; it may end on another thread. */
    interface Running {

        /** Says that it ended, and what it failed with if it did. */
        void end(@Nullable Throwable failure);
    }

    /** Where work that is under way is known, so that parts of it can be done elsewhere. Safe for use by many threads. */
    interface Place {

        /** Where no work is under way. */
        Place NOWHERE = new Place() {
            @Override
            public <T> T within(Supplier<T> task) {
                return task.get();
            }
        };

        /** Does the task on this thread as a part of that work. */
        <T> T within(Supplier<T> task);
    }

    /** The work that is under way on this thread. */
    default Place here() {
        return Place.NOWHERE;
    }

    /** Says that work begins on this thread. */
    Running begin(Work work);

    /** Says that an ingestion ended with that status, after so long; no time at all if it never began or that is not known. */
    void jobEnded(String sourceType, String status, Duration took);

    /** Says that so many changes of so many rows went into the graph as one commit. */
    void committed(int changes, long rows);

    /** Does the work and tells its beginning and its end. */
    default <T> T observe(Work work, Supplier<T> task) {
        Running running = begin(work);
        T result;
        try {
            result = task.get();
        } catch (RuntimeException | Error e) {
            running.end(e);
            throw e;
        }
        running.end(null);
        return result;
    }
}
