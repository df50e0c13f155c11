package io.datacapsule.api.audit;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.security.Caller;
import io.datacapsule.api.security.RequiredRole;
import io.datacapsule.api.web.AuditNote;
import io.datacapsule.api.web.RoutePath;
import io.datacapsule.audit.AuditEntry;
import io.datacapsule.model.CatalogException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Records writes, each once, before their answer is sent if there is one. A write that was done stays done if it cannot be
 * recorded; its entry is in the log of the server then.
 */
@Component
class AuditRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRecorder.class);
    private static final String RECORDED = AuditRecorder.class.getName();

    /** Something is away or the server is not ready: nothing was done. */
    private static final int UNAVAILABLE = 503;

    private final Catalog catalog;

    AuditRecorder(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Records the request if it is a write that is not recorded yet. */
    void record(HttpServletRequest request, HttpServletResponse response, int status) {
        List<String> path = RoutePath.of(request);
        Optional<Caller> caller = Caller.find(request);
        if (caller.isEmpty()
                || !RequiredRole.writes(request.getMethod(), path)
                || status == UNAVAILABLE
                || request.getAttribute(RECORDED) != null) {
            return;
        }
        request.setAttribute(RECORDED, true);
        AuditNote note = AuditNote.on(request);
        AuditEntry entry = new AuditEntry(
                Instant.now(),
                caller.get().name(),
                Action.of(request.getMethod(), path),
                note.target().orElse(null),
                request.getRemoteAddr(),
                Objects.requireNonNullElse(response.getHeader("X-Request-ID"), ""),
                status,
                note.summary());
        try {
            catalog.relational().audit().add(entry);
        } catch (CatalogException e) {
            LOG.error("The audit trail could not take {}: {}", entry, e.getMessage());
        }
    }
}
