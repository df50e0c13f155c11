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

/** Answers 503 while the catalog is loading or stopping, except on {@link OpenPaths}. */
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
        if (!catalog.ready() && !OpenPaths.contains(request.getRequestURI())) {
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
