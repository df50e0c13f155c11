package io.datacapsule.api.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.datacapsule.api.config.Rate;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Buckets in the memory of this server, so many at most: those that are used least go first, and each goes when nobody used it
 * for its whole time, since it is full then. A bucket is filled at once when its time is over, which begins with its first call.
 */
final class LocalBuckets implements Buckets {

    private static final long MOST = 50_000;

    private record Counter(Bucket bucket, Duration per) {}

    private final Cache<String, Counter> counters;
    private final Ticker clock;

    /** @param clock nanoseconds that only ever grow */
    LocalBuckets(Ticker clock) {
        this.clock = clock;
        this.counters = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(clock)
                .expireAfter(Expiry.<String, Counter>accessing((name, counter) -> counter.per))
                .build();
    }

    @Override
    public Verdict take(String name, Rate rate) {
        return Verdict.of(bucket(name, rate).tryConsumeAndReturnRemaining(1), rate);
    }

    @Override
    public void giveBack(String name, Rate rate) {
        bucket(name, rate).addTokens(1);
    }

    private Bucket bucket(String name, Rate rate) {
        return counters.get(name, unknown -> new Counter(filled(rate), rate.per())).bucket;
    }

    /** So many calls at once, and all of them again when the time is over. */
    static Bandwidth limit(Rate rate) {
        return Bandwidth.builder()
                .capacity(rate.calls())
                .refillIntervally(rate.calls(), rate.per())
                .build();
    }

    private Bucket filled(Rate rate) {
        return Bucket.builder()
                .addLimit(limit(rate))
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return clock.read();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                })
                .build();
    }
}
