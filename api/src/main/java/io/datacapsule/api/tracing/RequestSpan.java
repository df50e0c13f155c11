package io.datacapsule.api.tracing;

import io.datacapsule.api.observability.Routes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The span of a request: below the caller's if it sent a well-formed {@code traceparent}, whose wish to be sampled or not it
 * follows. The answer tells its identifiers as {@code traceresponse}, the log the trace as {@code trace_id}.
 */
final class RequestSpan {

    private static final String IN_LOG = "trace_id";

    private final Tracer tracer;
    private final Routes routes;

    RequestSpan(Tracer tracer, Routes routes) {
        this.tracer = tracer;
        this.routes = routes;
    }

    /** Takes the identifiers and nothing else: {@code tracestate} may hold anything. */
    private enum Parent implements TextMapGetter<HttpServletRequest> {
        HEADER;

        private static final String NAME = "traceparent";

        @Override
        public Iterable<String> keys(HttpServletRequest request) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String key) {
            return request == null || !key.equals(NAME) ? null : request.getHeader(NAME);
        }
    }

    void around(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String method = Routes.method(request);
        Context caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), request, Parent.HEADER);
        Span span = tracer.spanBuilder(method)
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", method)
                .startSpan();
        response.setHeader("traceresponse", written(span.getSpanContext()));
        MDC.put(IN_LOG, span.getSpanContext().getTraceId());
        boolean whole = false;
        try (Scope _ = span.makeCurrent()) {
            chain.doFilter(request, response);
            whole = true;
        } finally {
            MDC.remove(IN_LOG);
            end(span, method, request, whole ? response.getStatus() : 500);
        }
    }

    private void end(Span span, String method, HttpServletRequest request, int status) {
        String route = routes.of(request, status);
        span.updateName(method + " " + route);
        span.setAttribute("http.route", route);
        span.setAttribute("http.response.status_code", status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR).setAttribute("error.type", Integer.toString(status));
        }
        span.end();
    }

    private static String written(SpanContext context) {
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
    }
}
