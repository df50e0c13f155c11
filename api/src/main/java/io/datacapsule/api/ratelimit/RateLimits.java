package io.datacapsule.api.ratelimit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.datacapsule.api.config.Rate;
import io.datacapsule.api.config.RateLimitSettings;
import io.datacapsule.api.config.Settings;
import io.datacapsule.api.redis.RedisConnections;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Counts the calls of each caller, in this server or in the Redis of the settings. Each kind is counted by itself: a script that exports does not use up the calls of the pages that
 * show the catalog.
 */
@Component
public class RateLimits {

    private final RateLimitSettings settings;
    private final Buckets buckets;

    RateLimits(Settings settings, RedisConnections redis) {
        this.settings = settings.rateLimits();
        Buckets local = new LocalBuckets(Ticker.systemTicker());
        this.buckets = this.settings
                .redis()
                .filter(url -> this.settings.enabled())
                .<Buckets>map(url -> new SharedBuckets(redis.to(url), local))
                .orElse(local);
    }

    /** Counts a call; empty if calls are not limited. */
    public Optional<Verdict> take(String caller, CallKind kind) {
        return rate(kind).map(rate -> buckets.take(name(caller, kind), rate));
    }

    /** Does not count a call that was. */
    public void giveBack(String caller, CallKind kind) {
        rate(kind).ifPresent(rate -> buckets.giveBack(name(caller, kind), rate));
    }

    private Optional<Rate> rate(CallKind kind) {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        return switch (kind) {
            case STANDARD -> Optional.of(settings.standard());
            case EXPENSIVE -> Optional.of(settings.expensive());
        };
    }

    private static String name(String caller, CallKind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + " " + caller;
    }
}
