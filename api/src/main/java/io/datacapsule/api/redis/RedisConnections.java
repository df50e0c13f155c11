package io.datacapsule.api.redis;

import io.datacapsule.api.config.RedisUrl;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** One connection for each Redis that is used; nothing of its client is loaded if there is none. Safe for use by many threads. */
@Component
public final class RedisConnections implements AutoCloseable {

    private final Map<RedisUrl, Redis> open = new HashMap<>();

    /** The connection to that Redis, which begins to be made if there is none. */
    public synchronized Redis to(RedisUrl url) {
        return open.computeIfAbsent(url, Redis::connect);
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Redis::close);
        open.clear();
    }
}
