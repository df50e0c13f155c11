package io.datacapsule.api.security;

import io.datacapsule.api.problem.Problems;
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

/** Lets only calls with a valid key pass, except to {@link OpenPaths}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class ApiKeyFilter extends HttpFilter {

    private static final String BEARER = "Bearer ";
    private static final long serialVersionUID = 1;

    private final transient ApiKeys keys;

    ApiKeyFilter(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!keys.required() || OpenPaths.contains(request.getRequestURI()) || hasKey(request)) {
            chain.doFilter(request, response);
        } else {
            Problems.writeUnauthorized(request, response);
        }
    }

    private boolean hasKey(HttpServletRequest request) {
        String key = presented(request);
        return key != null && keys.accept(key);
    }

    private static @Nullable String presented(HttpServletRequest request) {
        String key = request.getHeader("X-API-Key");
        if (key != null) {
            return key;
        }
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }
}
