package io.datacapsule.api.security;

import io.datacapsule.api.web.ReadingMethods;
import io.datacapsule.model.ForbiddenException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.Objects;

/** Browsers send cookies along whoever made them call; only a page of ours knows the token of its session. */
final class CsrfCheck {

    private CsrfCheck() {}

    /**
     * Lets only calls pass that read or have the token of the session.
     *
     * @throws ForbiddenException {@code csrf_token_invalid}
     */
    static void require(HttpServletRequest request, Session session) {
        String token = Objects.requireNonNullElse(request.getHeader(Presented.CSRF_HEADER), "");
        if (!ReadingMethods.contains(request.getMethod())
                && !MessageDigest.isEqual(Digest.of(token), Digest.of(session.csrfToken()))) {
            throw new ForbiddenException(
                    "csrf_token_invalid",
                    "A call with a session cookie that is no GET needs the session's csrf_token as header '"
                            + Presented.CSRF_HEADER + "'; GET /api/v1/session tells it.");
        }
    }
}
