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
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets only calls pass whose key is valid and has the role they need, and that are not too many; {@link OpenPaths} need no key, and
 * whether the server lives and, from this machine, how it does may be asked as often as anybody likes, or a busy server would
 * pass for a dead one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class ApiKeyFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private final transient Admission admission;
    private final transient MetricsAccess metrics;

    ApiKeyFilter(Admission admission, MetricsAccess metrics) {
        this.admission = admission;
        this.metrics = metrics;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (OpenPaths.isHealth(request.getRequestURI()) || metrics.isLocal(request) || passes(request, response)) {
            chain.doFilter(request, response);
        }
    }

    /** Whether the call may go on; else it was answered. */
    private boolean passes(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (OpenPaths.contains(request.getRequestURI()) || metrics.isOpen(request)) {
                admission.countOpen(request, response);
                return true;
            }
            Optional<Caller> caller = admission.caller(request, response);
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

    private static void requireRole(Caller caller, HttpServletRequest request) {
        Role needed = RequiredRole.of(request.getMethod(), RoutePath.of(request));
        if (!caller.role().covers(needed)) {
            throw new ForbiddenException(
                    "role_insufficient",
                    "This call needs a key with the role " + needed.word() + "; the key '" + caller.name()
                            + "' has the role " + caller.role().word() + ".");
        }
    }
}
