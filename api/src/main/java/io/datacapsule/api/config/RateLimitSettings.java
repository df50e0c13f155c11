package io.datacapsule.api.config;

/**
 * How often a caller may call.
 *
 * @param enabled   {@code RATE_LIMIT_ENABLED}: whether that is limited; default true
 * @param standard  {@code RATE_LIMIT_DEFAULT}: most calls; default {@code 100/minute}
 * @param expensive {@code RATE_LIMIT_EXPENSIVE}: queries, exports, ingestions and lineage of SQL, counted by themselves; default
 *                  {@code 30/minute}
 */
public record RateLimitSettings(boolean enabled, Rate standard, Rate expensive) {

    static RateLimitSettings of(Variables variables) {
        return new RateLimitSettings(
                variables.flag("RATE_LIMIT_ENABLED", true),
                Rate.of(variables, "RATE_LIMIT_DEFAULT", Rate.perMinute(100)),
                Rate.of(variables, "RATE_LIMIT_EXPENSIVE", Rate.perMinute(30)));
    }
}
