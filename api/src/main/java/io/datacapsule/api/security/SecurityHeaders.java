package io.datacapsule.api.security;

import io.datacapsule.api.web.BrowserHeaders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells browsers not to run, frame, guess or keep what the API answers. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class SecurityHeaders extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BrowserHeaders.on(response, request.getRequestURI());
        chain.doFilter(request, response);
    }
}
