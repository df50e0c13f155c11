package io.datacapsule.api.redis;

import io.datacapsule.api.config.RedisUrl;
import java.time.Duration;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;

/** Makes clients that give up soon, so that nobody waits long for a Redis that is away. */
final class RedisClient {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 2_000;
    private static final int THREADS = 2;
    private static final int CONNECTIONS = 16;
    private static final String PROBE = "dab:probe";

    private RedisClient() {}

    /** A client of that Redis; it connects with its first call. */
    static RedissonClient of(RedisUrl url) {
        Config config = new Config();
        config.setLazyInitialization(true);
        config.setThreads(THREADS);
        config.setNettyThreads(THREADS);
        config.setCodec(ByteArrayCodec.INSTANCE);
        if (!url.user().isEmpty()) {
            config.setUsername(url.user());
        }
        if (!url.password().isEmpty()) {
            config.setPassword(url.password());
        }
        SingleServerConfig server = config.useSingleServer();
        server.setAddress((url.tls() ? "rediss://" : "redis://") + url.host() + ":" + url.port());
        server.setDatabase(url.database());
        server.setClientName("dab");
        server.setConnectionPoolSize(CONNECTIONS);
        server.setConnectionMinimumIdleSize(1);
        server.setSubscriptionConnectionMinimumIdleSize(0);
        server.setConnectTimeout(CONNECT_MILLIS);
        server.setTimeout(ANSWER_MILLIS);
        server.setRetryAttempts(0);
        return Redisson.create(config);
    }

    /** Throws unless Redis takes what is written to it; one that only answers is of no use. */
    static void probe(RedissonClient client) {
        client.<byte[]>getBucket(PROBE).set(new byte[] {1}, Duration.ofMinutes(1));
    }
}
