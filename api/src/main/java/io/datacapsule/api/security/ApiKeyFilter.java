package io.datacapsule.api.security;

import io.datacapsule.access.Role;
import io.datacapsule.api.problem.Problems;
import io.datacapsule.api.web.OpenPaths;
import io.datacapsule.api.web.RoutePath;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.ForbiddenException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets only calls pass whose key is valid and has the role they need, except to {@link OpenPaths}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class ApiKeyFilter extends HttpFilter {

    private static final String BEARER = "Bearer ";
    private static final long serialVersionUID = 1;

    private final transient ApiKeys keys;
    private final transient StoredKeys stored;

    ApiKeyFilter(ApiKeys keys, StoredKeys stored) {
        this.keys = keys;
        this.stored = stored;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (OpenPaths.contains(request.getRequestURI()) || passes(request, response)) {
            chain.doFilter(request, response);
        }
    }

    /** Whether the call may go on; else it was answered. */
    private boolean passes(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Optional<Caller> caller = caller(request);
            if (caller.isEmpty()) {
                Problems.writeUnauthorized(request, response);
                return false;
            }
            requireRole(caller.get(), request);
            caller.get().attachTo(request);
            return true;
        } catch (CatalogException e) {
            Problems.write(e, request, response);
            return false;
        }
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        if (!keys.required()) {
            return Optional.of(Caller.ANYBODY);
        }
        String key = presented(request);
        return key == null ? Optional.empty() : keys.find(key).or(() -> stored.find(key));
    }

    private static void requireRole(Caller caller, HttpServletRequest request) {
        Role needed = RequiredRole.of(request.getMethod(), RoutePath.of(request));
        if (!caller.role().covers(needed)) {
            throw new ForbiddenException(
                    "role_insufficient",
                    "This call needs a key with the role " + needed.word() + "; the key '" + caller.name()
                            + "' has the role " + caller.role().word() + ".");
        }
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
