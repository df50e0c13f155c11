package io.datacapsule.api.redis;

import io.datacapsule.api.config.RedisUrl;
import io.datacapsule.telemetry.Telemetry;
import io.datacapsule.telemetry.Work;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis that may be away. It is connected in the background, nobody asks it again after a call that failed until it is found to
 * take writes again, which is looked for once a second, and the log tells once that it went and once that it is back. So a call
 * waits for it two seconds at most, and only the calls that are under way when it goes do. Safe for use by many threads.
 */
public final class Redis implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration FIRST_CONNECTION = Duration.ofSeconds(3);

    private final RedisUrl url;
    private final Telemetry telemetry;
    private final CountDownLatch tried = new CountDownLatch(1);
    private final Semaphore losses = new Semaphore(0);
    private volatile @Nullable RedissonClient present;
    private @Nullable RedissonClient client;
    private boolean told;
    private volatile boolean closed;
    private final Thread watch;

    private Redis(RedisUrl url, Telemetry telemetry) {
        this.url = url;
        this.telemetry = telemetry;
        this.watch = Thread.ofPlatform().daemon().name("redis-watch").unstarted(this::watch);
    }

    /** Begins to connect to that Redis. */
    static Redis connect(RedisUrl url, Telemetry telemetry) {
        Redis redis = new Redis(url, telemetry);
        redis.watch.start();
        return redis;
    }

    /**
     * What Redis answers; empty while it is away. While the first connection is being made this waits for it, three seconds at most.
     *
     * @param purpose one word of a small set for what it is asked, which is told in metrics and traces
     */
    public <T> Optional<T> ask(String purpose, Function<RedissonClient, T> question) {
        RedissonClient known = here();
        if (known == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(telemetry.observe(new Work.Query("redis", purpose), () -> question.apply(known)));
        } catch (RuntimeException e) {
            lost(e);
            return Optional.empty();
        }
    }

    /** Whether it answered when it was last asked. */
    public boolean isHere() {
        return here() != null;
    }

    private @Nullable RedissonClient here() {
        try {
            if (!tried.await(FIRST_CONNECTION.toMillis(), TimeUnit.MILLISECONDS)) {
                return null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        return present;
    }

    private synchronized void lost(RuntimeException reason) {
        if (present != null) {
            present = null;
            tell(reason);
            losses.release();
        }
    }

    private void watch() {
        try {
            while (!closed) {
                try {
                    reach();
                    tried.countDown();
                    losses.acquire();
                } catch (RuntimeException e) {
                    tell(e);
                    tried.countDown();
                }
                // the client swallows interruptions
                if (!closed) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void reach() {
        RedissonClient known = client;
        if (known == null) {
            known = RedisClient.of(url);
            client = known;
        }
        RedisClient.probe(known);
        synchronized (this) {
            if (told) {
                LOG.info("Redis at {} is back", url);
            }
            told = false;
            present = known;
        }
    }

    private synchronized void tell(RuntimeException reason) {
        if (!told && !closed) {
            // what follows is the command with what was stored
            String why = String.valueOf(reason.getMessage()).split("[.;, ]+(channel|[cC]ommand): ", 2)[0];
            LOG.warn("Redis at {} is away; the server goes on without it: {}", url, why);
        }
        told = true;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            present = null;
        }
        tried.countDown();
        losses.release();
        watch.interrupt();
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (client != null) {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }
}
