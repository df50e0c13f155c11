package io.datacapsule.api.catalog;

import io.datacapsule.api.problem.Problems;
import io.datacapsule.api.web.OpenPaths;
import io.datacapsule.model.UnavailableException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Answers 503 while the catalog is loading or stopping, except on {@link OpenPaths} and to who reads the metrics. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
final class ReadyFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private final transient Catalog catalog;

    ReadyFilter(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        if (!catalog.ready() && !OpenPaths.contains(path) && !OpenPaths.isMetrics(path)) {
            try {
                catalog.requireReady();
            } catch (UnavailableException e) {
                Problems.write(e, request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
