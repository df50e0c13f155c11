package io.datacapsule.api.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.datacapsule.api.web.AuditNote;
import io.datacapsule.model.InvalidInputException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/session")
@Tag(name = "Session", description = "Lets a browser call without keeping a key.")
class SessionController {

    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Who calls.
     *
     * @param name      of the key
     * @param role      what it may do
     * @param csrfToken what a page sends as {@code X-CSRF-Token} with every call that is no GET; only in a session
     * @param expiresAt when the key has to be presented again; only in a session
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SessionView(
            String name,
            String role,
            @Nullable String csrfToken,
            @Nullable Instant expiresAt) {

        static SessionView of(Caller caller) {
            return new SessionView(caller.name(), caller.role().word(), null, null);
        }

        static SessionView of(Session session) {
            return new SessionView(
                    session.caller().name(), session.caller().role().word(), session.csrfToken(), session.expiresAt());
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "SessionView[" + name + "]";
        }
    }

    @PostMapping
    @Operation(
            summary = "Begin a session",
            description =
                    "To be called with a key. The answer sets a cookie that scripts cannot read and that browsers send"
                            + " to this server from its own pages only.")
    ResponseEntity<SessionView> begin(@Parameter(hidden = true) HttpServletRequest request) {
        String key = Presented.key(request)
                .orElseThrow(() -> new InvalidInputException(
                        "missing_key",
                        "A session begins with a key, as header 'X-API-Key' or 'Authorization: Bearer'."));
        String id = Secrets.fresh();
        Session session = sessions.begin(id, Caller.of(request), key);
        AuditNote.on(request).say("expires_at", session.expiresAt());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.SET_COOKIE, cookie(request, id, Sessions.LONGEST))
                .body(SessionView.of(session));
    }

    @GetMapping
    @Operation(summary = "Who calls, and the token of the session if there is one")
    ResponseEntity<SessionView> current(@Parameter(hidden = true) HttpServletRequest request) {
        Optional<Session> session = Presented.key(request).isPresent()
                ? Optional.empty()
                : Presented.session(request).flatMap(sessions::find);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(session.map(SessionView::of).orElseGet(() -> SessionView.of(Caller.of(request))));
    }

    @DeleteMapping
    @Operation(summary = "End the session")
    @ApiResponse(responseCode = "204", description = "There is none any more")
    ResponseEntity<Void> end(@Parameter(hidden = true) HttpServletRequest request) {
        Presented.session(request).ifPresent(sessions::end);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO))
                .build();
    }

    private static String cookie(HttpServletRequest request, String id, Duration age) {
        // A proxy that ends TLS says so in this header; a caller who makes it up only has a cookie that is sent less
        // often.
        boolean tls = request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        return ResponseCookie.from(Presented.COOKIE, id)
                .httpOnly(true)
                .secure(tls)
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build()
                .toString();
    }
}
