package io.datacapsule.api.cache;

import io.datacapsule.api.redis.Redis;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;

/** Answers in Redis, for all servers together; none while it is away. They go after a while, those of earlier revisions too. */
final class RedisStore implements CacheStore {

    private final Redis redis;
    private final Duration longest;

    RedisStore(Redis redis, Duration longest) {
        this.redis = redis;
        this.longest = longest;
    }

    @Override
    public Optional<byte[]> find(CacheKey key) {
        return redis.ask(
                        "cache",
                        client -> Optional.ofNullable(bucket(client, key).get()))
                .flatMap(answer -> answer);
    }

    @Override
    public void keep(CacheKey key, byte[] answer) {
        redis.ask("cache", client -> {
            bucket(client, key).set(answer, longest);
            return true;
        });
    }

    @Override
    public OptionalLong clear(KeyPattern keys) {
        return redis.ask("cache", client -> OptionalLong.of(client.getKeys().unlinkByPattern(keys.text())))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public State state() {
        Optional<Long> answers = redis.ask("cache", client -> {
            KeysScanOptions all = KeysScanOptions.defaults().pattern(KeyPattern.ALL.text());
            return StreamSupport.stream(client.getKeys().getKeys(all).spliterator(), false)
                    .count();
        });
        return new State("redis", answers.isPresent(), answers.orElse(0L));
    }

    @Override
    public String status() {
        return redis.isHere() ? "connected" : "disconnected";
    }

    private static RBucket<byte[]> bucket(RedissonClient client, CacheKey key) {
        return client.getBucket(key.toString());
    }
}
