package io.datacapsule.api.config;

import java.util.List;
import java.util.Optional;

/**
 * Whether and where answers are kept.
 *
 * @param enabled {@code CACHE_ENABLED}: whether they are; default true
 * @param redis   {@code CACHE_REDIS_URL}, else {@code REDIS_URL}; without, answers are kept in the memory of the server
 */
public record CacheSettings(boolean enabled, Optional<RedisUrl> redis) {

    private static final Variable.Flag ENABLED =
            new Variable.Flag("CACHE_ENABLED", true, "whether answers are kept (see below)");
    private static final Variable.Text REDIS = new Variable.Text(
            "CACHE_REDIS_URL",
            "`REDIS_URL`, else the memory of the server",
            RedisUrl.TAKES,
            "the Redis to keep them in");

    /** What these settings are read from, but for what others share. */
    static final List<Variable> VARIABLES = List.of(ENABLED, REDIS);

    static CacheSettings of(Variables variables) {
        return new CacheSettings(
                variables.flag(ENABLED),
                RedisUrl.of(variables, REDIS).or(() -> RedisUrl.of(variables, RedisUrl.SHARED)));
    }
}
