package io.datacapsule.api.tracing;

import io.datacapsule.api.config.TracingSettings;
import io.datacapsule.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** Sends spans to a collector, if that is wanted; nothing of OpenTelemetry is loaded otherwise. Safe for use by many threads. */
public final class Tracing implements AutoCloseable {

    private final @Nullable Spans spans;

    private Tracing(@Nullable Spans spans) {
        this.spans = spans;
    }

    /** Makes ready to send; whether the collector is there is found out when there is something to send. */
    public static Tracing of(TracingSettings settings) {
        return new Tracing(settings.endpoint().map(Spans::to).orElse(null));
    }

    /** What tells that telemetry of all work, and makes spans of the work that is done for a request. */
    public Telemetry with(Telemetry telemetry) {
        return spans == null ? telemetry : new TracedTelemetry(telemetry, spans.tracer());
    }

    /** Null if none are wanted. */
    @Nullable
    Spans spans() {
        return spans;
    }

    /** Sends what is left, for three seconds at most. */
    @Override
    public void close() {
        if (spans != null) {
            spans.close();
        }
    }
}
