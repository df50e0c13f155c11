package io.datacapsule.api.ratelimit;

import io.datacapsule.api.config.Rate;
import io.datacapsule.api.redis.Redis;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.redis.redisson.Bucket4jRedisson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/**
 * Buckets in Redis, for all servers together; while it is away those of this server, which are full at first. They behave like
 * {@link LocalBuckets}, by the clock of whoever counts: servers that share them should agree on the time. A bucket goes from Redis
 * when it is full again.
 */
final class SharedBuckets implements Buckets {

    private static final String PREFIX = "dab:limit:";
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration KEPT_LONGER = Duration.ofSeconds(5);
    private static final int LOCKS = 64;

    private final Redis redis;
    private final Buckets local;

    /** Calls of one caller come one after the other to Redis: of those that change one bucket at once, all but one try again. */
    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

    SharedBuckets(Redis redis, Buckets local) {
        this.redis = redis;
        this.local = local;
    }

    @Override
    public Verdict take(String name, Rate rate) {
        return inRedis(name, rate, bucket -> Verdict.of(bucket.tryConsumeAndReturnRemaining(1), rate))
                .orElseGet(() -> local.take(name, rate));
    }

    @Override
    public void giveBack(String name, Rate rate) {
        boolean given = inRedis(name, rate, bucket -> {
                    bucket.addTokens(1);
                    return true;
                })
                .isPresent();
        if (!given) {
            local.giveBack(name, rate);
        }
    }

    private <T> Optional<T> inRedis(String name, Rate rate, Function<Bucket, T> use) {
        Lock lock = locks.get(Math.floorMod(name.hashCode(), LOCKS));
        lock.lock();
        try {
            return redis.ask("limits", client -> use.apply(bucket(client, name, rate)));
        } finally {
            lock.unlock();
        }
    }

    private static Bucket bucket(RedissonClient client, String name, Rate rate) {
        // servers that are set up with other rates count by themselves
        String key = PREFIX + rate.calls() + "/" + rate.per().toSeconds() + ":" + name;
        return Bucket4jRedisson.casBasedBuilder(((Redisson) client).getCommandExecutor())
                .requestTimeout(ANSWER)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_LONGER))
                .build()
                .builder()
                .build(
                        key,
                        () -> BucketConfiguration.builder()
                                .addLimit(LocalBuckets.limit(rate))
                                .build());
    }
}
