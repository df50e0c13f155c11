package io.datacapsule.api.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Has writes recorded whose answer has no body, or that broke off. Stands behind the check of keys. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 25)
final class AuditFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private final transient AuditRecorder recorder;

    AuditFilter(AuditRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean whole = false;
        try {
            chain.doFilter(request, response);
            whole = true;
        } finally {
            recorder.record(request, response, whole ? response.getStatus() : 500);
        }
    }
}
