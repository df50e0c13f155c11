package io.datacapsule.api.tracing;

import io.datacapsule.api.observability.Routes;
import io.datacapsule.api.web.OpenPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Makes a span of every request but those for health and metrics, if spans are wanted. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class TracingFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private final transient Tracing tracing;
    private final transient Routes routes;

    TracingFilter(Tracing tracing, Routes routes) {
        this.tracing = tracing;
        this.routes = routes;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        @Nullable Spans spans = tracing.spans();
        String path = request.getRequestURI();
        if (spans == null || OpenPaths.isHealth(path) || OpenPaths.isMetrics(path)) {
            chain.doFilter(request, response);
            return;
        }
        new RequestSpan(spans.tracer(), routes).around(request, response, chain);
    }
}
