package io.datacapsule.api.tracing;

import io.datacapsule.model.CatalogException;
import io.datacapsule.telemetry.Telemetry;
import io.datacapsule.telemetry.Work;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of each piece of work that is done for a request, below the span of what it is a part of, and tells another
 * telemetry of all work. A failure is told by its code or its class, never by its message, which may quote data.
 */
final class TracedTelemetry implements Telemetry {

    private final Telemetry other;
    private final Tracer tracer;

    TracedTelemetry(Telemetry other, Tracer tracer) {
        this.other = other;
        this.tracer = tracer;
    }

    @Override
    public Place here() {
        Context context = Context.current();
        return new Place() {
            @Override
            public <T> T within(Supplier<T> task) {
                try (Scope _ = context.makeCurrent()) {
                    return task.get();
                }
            }
        };
    }

    @Override
    public Running begin(Work work) {
        Running running = other.begin(work);
        if (!traced()) {
            return running;
        }
        Span span = started(work);
        return failure -> {
            running.end(failure);
            end(span, failure);
        };
    }

    @Override
    public <T> T observe(Work work, Supplier<T> task) {
        if (!traced()) {
            return other.observe(work, task);
        }
        Span span = started(work);
        T result;
        try (Scope _ = span.makeCurrent()) {
            result = other.observe(work, task);
        } catch (RuntimeException | Error e) {
            end(span, e);
            throw e;
        }
        end(span, null);
        return result;
    }

    /** What nobody asked for, such as checks of health, would drown the rest. */
    private static boolean traced() {
        return Span.current().getSpanContext().isValid();
    }

    private Span started(Work work) {
        SpanBuilder span = switch (work) {
            case Work.Query(String store, String operation) ->
                tracer.spanBuilder(store + " " + operation)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("db.system.name", store)
                        .setAttribute("db.operation.name", operation);
            case Work.Job job ->
                tracer.spanBuilder("ingestion job")
                        .setAttribute("dab.job.id", job.id().toString());
            case Work.Stage(String name) -> tracer.spanBuilder("ingestion " + name);
            case Work.Walk(String level) -> tracer.spanBuilder("lineage " + level);
        };
        return span.startSpan();
    }

    private static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            String type = failure instanceof CatalogException known
                    ? known.code()
                    : failure.getClass().getName();
            span.setStatus(StatusCode.ERROR).setAttribute("error.type", type);
        }
        span.end();
    }

    @Override
    public void jobEnded(String sourceType, String status, Duration took) {
        other.jobEnded(sourceType, status, took);
    }

    @Override
    public void committed(int changes, long rows) {
        other.committed(changes, rows);
    }
}
