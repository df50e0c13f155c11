package io.datacapsule.api.ratelimit;

import io.datacapsule.api.config.Rate;
import io.github.bucket4j.ConsumptionProbe;
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

    /** The verdict of a bucket that is filled at that rate. */
    static Verdict of(ConsumptionProbe probe, Rate rate) {
        return new Verdict(
                probe.isConsumed(),
                rate,
                probe.getRemainingTokens(),
                Duration.ofNanos(
                        probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill()));
    }

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
