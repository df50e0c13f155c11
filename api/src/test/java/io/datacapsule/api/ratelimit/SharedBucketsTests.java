package io.datacapsule.api.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.api.config.Rate;
import io.datacapsule.api.redis.Redis;
import io.datacapsule.api.redis.RedisConnections;
import io.datacapsule.api.redis.RedisServer;
import io.datacapsule.telemetry.Telemetry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedBucketsTests {

    private static final Rate RATE = new Rate(100, Duration.ofHours(1));
    private static final Rate TWO = new Rate(2, Duration.ofHours(1));

    private final RedisConnections firstConnections = new RedisConnections(Telemetry.NONE);
    private final RedisConnections secondConnections = new RedisConnections(Telemetry.NONE);
    private RedisServer server;
    private Redis redis;
    private Buckets first;
    private Buckets second;

    @BeforeEach
    void start() {
        server = RedisServer.start();
        redis = firstConnections.to(server.parsedUrl());
        first = new SharedBuckets(redis, new LocalBuckets(System::nanoTime));
        second = new SharedBuckets(secondConnections.to(server.parsedUrl()), new LocalBuckets(System::nanoTime));
    }

    @AfterEach
    void stop() {
        firstConnections.close();
        secondConnections.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void countsForTwoServersTogether() {
        for (int i = 0; i < 100; i++) {
            Verdict verdict = (i % 2 == 0 ? first : second).take("ada", RATE);
            assertThat(verdict.allowed()).isTrue();
            assertThat(verdict.remaining()).isEqualTo(99 - i);
            assertThat(verdict.reset()).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
        }

        assertThat(first.take("ada", RATE).allowed()).isFalse();
        Verdict refused = second.take("ada", RATE);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.retryAfterSeconds()).isBetween(3_000L, 3_600L);
        assertThat(second.take("ben", RATE).allowed()).isTrue();
        assertThat(second.take("ada", TWO).allowed()).as("another rate").isTrue();
    }

    @Test
    void allowsNoMoreWhenManyCallBothAtOnce() {
        AtomicInteger allowed = new AtomicInteger();

        IntStream.range(0, 400).parallel().forEach(i -> {
            if ((i % 2 == 0 ? first : second).take("ada", RATE).allowed()) {
                allowed.incrementAndGet();
            }
        });

        assertThat(allowed).hasValue(100);
        assertThat(redis.isHere()).as("counted there to the end").isTrue();
    }

    @Test
    void givesBackWhatTheOtherServerTook() {
        assertThat(first.take("ada", TWO).remaining()).isEqualTo(1);
        assertThat(first.take("ada", TWO).remaining()).isZero();

        second.giveBack("ada", TWO);

        assertThat(first.take("ada", TWO).allowed()).isTrue();
        assertThat(first.take("ada", TWO).allowed()).isFalse();
    }

    @Test
    void refillsWhenTheTimeIsOverAndThenKeepsNothing() {
        Rate brief = new Rate(1, Duration.ofSeconds(1));
        assertThat(first.take("ada", brief).allowed()).isTrue();

        RedisServer.until(() -> second.take("ada", brief).allowed());

        RedisServer.until(() -> server.cli("KEYS", "dab:limit:*").isEmpty());
    }

    @Test
    void countsInEachServerWhileRedisIsAwayAndTogetherWhenItIsBack() {
        assertThat(first.take("ada", TWO).remaining()).isEqualTo(1);
        server.kill();

        for (Buckets each : new Buckets[] {first, second}) {
            assertThat(each.take("ada", TWO).allowed()).isTrue();
            assertThat(each.take("ada", TWO).allowed()).isTrue();
            assertThat(each.take("ada", TWO).allowed()).isFalse();
            each.giveBack("ada", TWO);
            assertThat(each.take("ada", TWO).allowed()).isTrue();
        }

        server.restart();
        RedisServer.until(redis::isHere);
        RedisServer.until(secondConnections.to(server.parsedUrl())::isHere);
        assertThat(first.take("ada", TWO).remaining()).isEqualTo(1);
        assertThat(second.take("ada", TWO).remaining()).isZero();
        assertThat(first.take("ada", TWO).allowed()).isFalse();
    }
}
