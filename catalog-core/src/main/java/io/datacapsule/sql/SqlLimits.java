package io.datacapsule.sql;

import java.time.Duration;

/**
 * What a derivation may cost.
 *
 * @param time longest time for a query; what is known by then is told, with a reason
 * @param depth deepest nesting of parentheses
 * @param characters longest text
 */
public record SqlLimits(Duration time, int depth, int characters) {

    /** Two seconds, 400 levels, 16 million characters. */
    public static final SqlLimits DEFAULT = new SqlLimits(Duration.ofSeconds(2), 400, 16_000_000);

    public SqlLimits {
        if (time.isNegative() || time.isZero() || depth < 1 || characters < 1) {
            throw new IllegalArgumentException("Limits must be positive: " + time + ", " + depth + ", " + characters);
        }
    }
}
