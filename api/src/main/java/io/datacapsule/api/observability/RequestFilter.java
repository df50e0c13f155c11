package io.datacapsule.api.observability;

import io.datacapsule.api.web.OpenPaths;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Counts, times and logs every request, those included that other filters refuse. The log has the path as it was sent, and
 * nothing of what stands behind a question mark or in headers.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class RequestFilter extends HttpFilter {

    private static final Logger LOG = LoggerFactory.getLogger("io.datacapsule.requests");
    private static final long serialVersionUID = 1;

    private final transient Routes routes;
    private final transient MeterProvider<Counter> requests;
    private final transient MeterProvider<Timer> times;

    RequestFilter(Routes routes, Metrics metrics) {
        this.routes = routes;
        this.requests = Counter.builder("dab.http.requests")
                .description("Requests that were answered")
                .withRegistry(metrics.registry());
        this.times = Timer.builder("dab.http.request.duration")
                .description("Requests from their head to the end of their answer")
                .serviceLevelObjectives(
                        Buckets.seconds(.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2, 5, 10, 30, 60))
                .withRegistry(metrics.registry());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long begun = System.nanoTime();
        boolean whole = false;
        try {
            chain.doFilter(request, response);
            whole = true;
        } finally {
            int status = whole ? response.getStatus() : 500;
            long nanos = System.nanoTime() - begun;
            count(request, status, nanos);
            log(request, status, nanos);
        }
    }

    private void count(HttpServletRequest request, int status, long nanos) {
        String method = Routes.method(request);
        String route = routes.of(request, status);
        requests.withTags("method", method, "route", route, "status_code", Integer.toString(status))
                .increment();
        times.withTags("method", method, "route", route).record(nanos, TimeUnit.NANOSECONDS);
    }

    private static void log(HttpServletRequest request, int status, long nanos) {
        LOG.atLevel(level(request.getRequestURI(), status))
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", request.getRequestURI())
                .addKeyValue("status_code", status)
                .addKeyValue("duration_ms", TimeUnit.NANOSECONDS.toMillis(nanos))
                .log("request_completed");
    }

    /** What asks every few seconds whether the server lives would drown the rest. */
    private static Level level(String path, int status) {
        if (OpenPaths.isHealth(path) || OpenPaths.isMetrics(path)) {
            return Level.DEBUG;
        }
        return status >= 500 ? Level.WARN : Level.INFO;
    }
}
