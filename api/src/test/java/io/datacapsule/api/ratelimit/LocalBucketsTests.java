package io.datacapsule.api.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.api.config.Rate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalBucketsTests {

    private static final Rate RATE = new Rate(100, Duration.ofMinutes(1));

    private final AtomicLong nanos = new AtomicLong();
    private final Buckets buckets = new LocalBuckets(nanos::get);

    @Test
    void allowsAsManyAsTheRateSaysAndThenAgain() {
        for (int i = 0; i < 100; i++) {
            Verdict verdict = buckets.take("ada", RATE);
            assertThat(verdict.allowed()).isTrue();
            assertThat(verdict.remaining()).isEqualTo(99 - i);
            passes(Duration.ofMillis(100));
        }

        Verdict refused = buckets.take("ada", RATE);

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfterSeconds()).isEqualTo(50);
        passes(Duration.ofSeconds(50));
        assertThat(buckets.take("ada", RATE)).isEqualTo(new Verdict(true, RATE, 99, Duration.ofMinutes(1)));
    }

    @Test
    void countsEveryCallerByItself() {
        IntStream.range(0, 100).forEach(i -> buckets.take("ada", RATE));

        assertThat(buckets.take("ada", RATE).allowed()).isFalse();
        assertThat(buckets.take("ben", RATE).allowed()).isTrue();
    }

    @Test
    void givesBack() {
        Rate one = new Rate(1, Duration.ofMinutes(1));
        assertThat(buckets.take("ada", one).allowed()).isTrue();

        buckets.giveBack("ada", one);

        assertThat(buckets.take("ada", one).allowed()).isTrue();
        assertThat(buckets.take("ada", one).allowed()).isFalse();
    }

    @Test
    void allowsNoMoreWhenManyCallAtOnce() {
        AtomicInteger allowed = new AtomicInteger();

        IntStream.range(0, 1_000).parallel().forEach(i -> {
            if (buckets.take("ada", RATE).allowed()) {
                allowed.incrementAndGet();
            }
        });

        assertThat(allowed).hasValue(100);
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
