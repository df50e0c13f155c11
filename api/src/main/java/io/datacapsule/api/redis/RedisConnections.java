package io.datacapsule.api.redis;

import io.datacapsule.api.config.RedisUrl;
import io.datacapsule.telemetry.Telemetry;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** One connection for each Redis that is used; nothing of its client is loaded if there is none. Safe for use by many threads. */
@Component
public final class RedisConnections implements AutoCloseable {

    private final Map<RedisUrl, Redis> open = new HashMap<>();
    private final Telemetry telemetry;

    /** None is open yet; what they are asked is told of. */
    public RedisConnections(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    /** The connection to that Redis, which begins to be made if there is none. */
    public synchronized Redis to(RedisUrl url) {
        return open.computeIfAbsent(url, missing -> Redis.connect(missing, telemetry));
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Redis::close);
        open.clear();
    }
}
