package io.datacapsule.api.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/** What a request brings along to show who sent it. */
final class Presented {

    /** Name of the cookie with the id of a session. */
    static final String COOKIE = "dab_session";

    /** The header in which a page of ours sends the token of its session. */
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String BEARER = "Bearer ";

    private Presented() {}

    /** The key. */
    static Optional<String> key(HttpServletRequest request) {
        String key = request.getHeader("X-API-Key");
        if (key != null) {
            return Optional.of(key);
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** The id of a session. */
    static Optional<String> session(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst();
    }
}
