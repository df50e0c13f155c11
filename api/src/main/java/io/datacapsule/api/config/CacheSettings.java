package io.datacapsule.api.config;

import java.util.Optional;

/**
 * Whether and where answers are kept.
 *
 * @param enabled {@code CACHE_ENABLED}: whether they are; default true
 * @param redis   {@code CACHE_REDIS_URL}, else {@code REDIS_URL}; without, answers are kept in the memory of the server
 */
public record CacheSettings(boolean enabled, Optional<RedisUrl> redis) {

    static CacheSettings of(Variables variables) {
        return new CacheSettings(
                variables.flag("CACHE_ENABLED", true),
                RedisUrl.of(variables, "CACHE_REDIS_URL").or(() -> RedisUrl.of(variables, "REDIS_URL")));
    }
}
