package io.datacapsule.api.ratelimit;

import io.datacapsule.api.config.Rate;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/**
 * Whether a call may go on, and how many more may.
 *
 * @param allowed   whether it may
 * @param rate      what is allowed
 * @param remaining how many calls are left
 * @param reset     when all are again
 */
public record Verdict(boolean allowed, Rate rate, long remaining, Duration reset) {

    /** In how many whole seconds another call may go on. */
    public long retryAfterSeconds() {
        return Math.max(1, seconds());
    }

    /** Tells the caller in the headers of the answer. */
    public void tell(HttpServletResponse response) {
        response.setHeader("RateLimit-Limit", Integer.toString(rate.calls()));
        response.setHeader("RateLimit-Remaining", Long.toString(remaining));
        response.setHeader("RateLimit-Reset", Long.toString(seconds()));
        response.setHeader("RateLimit-Policy", rate.calls() + ";w=" + rate.per().toSeconds());
    }

    private long seconds() {
        return reset.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
