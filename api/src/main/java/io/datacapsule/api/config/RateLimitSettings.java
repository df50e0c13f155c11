package io.datacapsule.api.config;

import java.util.Locale;
import java.util.Optional;

/**
 * How often a caller may call.
 *
 * @param enabled   {@code RATE_LIMIT_ENABLED}: whether that is limited; default true
 * @param standard  {@code RATE_LIMIT_DEFAULT}: most calls; default {@code 100/minute}
 * @param expensive {@code RATE_LIMIT_EXPENSIVE}: queries, exports, ingestions and lineage of SQL, counted by themselves; default
 *                  {@code 30/minute}
 * @param redis     {@code RATE_LIMIT_STORAGE_URI}: where calls are counted for several servers together; {@code memory://} counts
 *                  in this one; default {@code REDIS_URL}
 */
public record RateLimitSettings(boolean enabled, Rate standard, Rate expensive, Optional<RedisUrl> redis) {

    private static final String STORAGE = "RATE_LIMIT_STORAGE_URI";

    static RateLimitSettings of(Variables variables) {
        boolean inMemory = variables
                .text(STORAGE)
                .filter(text -> text.toLowerCase(Locale.ROOT).equals("memory://"))
                .isPresent();
        return new RateLimitSettings(
                variables.flag("RATE_LIMIT_ENABLED", true),
                Rate.of(variables, "RATE_LIMIT_DEFAULT", Rate.perMinute(100)),
                Rate.of(variables, "RATE_LIMIT_EXPENSIVE", Rate.perMinute(30)),
                inMemory
                        ? Optional.empty()
                        : RedisUrl.of(variables, STORAGE).or(() -> RedisUrl.of(variables, "REDIS_URL")));
    }
}
