package io.datacapsule.api.config;

import java.util.List;
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

    private static final Variable.Flag ENABLED =
            new Variable.Flag("RATE_LIMIT_ENABLED", true, "whether calls are limited");
    private static final Variable.Word STANDARD =
            new Variable.Word("RATE_LIMIT_DEFAULT", "100/minute", Rate.TAKES, "most calls of one caller");
    private static final Variable.Word EXPENSIVE = new Variable.Word(
            "RATE_LIMIT_EXPENSIVE",
            "30/minute",
            Rate.TAKES,
            "the same for queries, exports, ingestions and lineage of SQL, counted by themselves");
    private static final Variable.Text STORAGE = new Variable.Text(
            "RATE_LIMIT_STORAGE_URI",
            "`REDIS_URL`, else in this server",
            RedisUrl.TAKES + "; memory:// counts in this server",
            "where calls are counted for several servers together");

    /** What these settings are read from, but for what others share. */
    static final List<Variable> VARIABLES = List.of(ENABLED, STANDARD, EXPENSIVE, STORAGE);

    static RateLimitSettings of(Variables variables) {
        boolean inMemory = variables
                .text(STORAGE)
                .filter(text -> text.toLowerCase(Locale.ROOT).equals("memory://"))
                .isPresent();
        return new RateLimitSettings(
                variables.flag(ENABLED),
                Rate.of(variables, STANDARD),
                Rate.of(variables, EXPENSIVE),
                inMemory
                        ? Optional.empty()
                        : RedisUrl.of(variables, STORAGE).or(() -> RedisUrl.of(variables, RedisUrl.SHARED)));
    }
}
