package io.datacapsule.api.security;

import io.datacapsule.api.ratelimit.CallKind;
import io.datacapsule.api.ratelimit.RateLimits;
import io.datacapsule.api.ratelimit.Verdict;
import io.datacapsule.api.web.RoutePath;
import io.datacapsule.model.LimitExceededException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Tells who calls, unless it is too often. Calls with a verified key or a session count for the key, wherever they come from; all
 * others for the address they come from, and before a database is asked about their key or session. A key goes before a session.
 */
@Component
final class Admission {

    private final ApiKeys keys;
    private final StoredKeys stored;
    private final Sessions sessions;
    private final RateLimits limits;

    Admission(ApiKeys keys, StoredKeys stored, Sessions sessions, RateLimits limits) {
        this.keys = keys;
        this.stored = stored;
        this.sessions = sessions;
        this.limits = limits;
    }

    /**
     * Who calls; empty if the call needs a valid key and has none.
     *
     * @throws LimitExceededException {@code rate_limit_exceeded} if that was once too often
     * @throws io.datacapsule.model.ForbiddenException {@code csrf_token_invalid} if a call with a session has not its token
     */
    Optional<Caller> caller(HttpServletRequest request, HttpServletResponse response) {
        CallKind kind = CallKind.of(request.getMethod(), RoutePath.of(request));
        if (!keys.required()) {
            count(address(request), kind, response);
            return Optional.of(Caller.ANYBODY);
        }
        Optional<String> key = Presented.key(request);
        Optional<String> cookie = key.isPresent() ? Optional.empty() : Presented.session(request);
        boolean verified = key.filter(this::verified).isPresent()
                || cookie.filter(sessions::remembers).isPresent();
        if (!verified) {
            count(address(request), kind, response);
        }
        Optional<Session> session = cookie.flatMap(sessions::find);
        Optional<Caller> caller = session.map(Session::caller)
                .or(() -> key.flatMap(presented -> keys.find(presented).or(() -> stored.find(presented))));
        if (!verified && caller.isPresent()) {
            limits.giveBack(address(request), kind);
        }
        caller.ifPresent(known -> count("key " + known.name(), kind, response));
        session.ifPresent(known -> CsrfCheck.require(request, known));
        return caller;
    }

    /**
     * Counts a call that needs no key.
     *
     * @throws LimitExceededException {@code rate_limit_exceeded} if that was once too often
     */
    void countOpen(HttpServletRequest request, HttpServletResponse response) {
        count(address(request), CallKind.STANDARD, response);
    }

    private void count(String caller, CallKind kind, HttpServletResponse response) {
        Optional<Verdict> verdict = limits.take(caller, kind);
        verdict.ifPresent(known -> known.tell(response));
        if (verdict.isPresent() && !verdict.get().allowed()) {
            long seconds = verdict.get().retryAfterSeconds();
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            throw new LimitExceededException(
                    "rate_limit_exceeded",
                    "These are more than the " + verdict.get().rate().calls() + " calls that are allowed in "
                            + verdict.get().rate().per().toSeconds() + " s; try again in " + seconds + " s.");
        }
    }

    private boolean verified(String key) {
        return keys.find(key).isPresent() || stored.remembers(key);
    }

    private static String address(HttpServletRequest request) {
        return "address " + request.getRemoteAddr();
    }
}
