package io.datacapsule.api.replica;

import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.config.Settings;
import io.datacapsule.api.redis.RedisConnections;
import io.datacapsule.api.redis.RedisTopic;
import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.CatalogGraph.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/**
 * Tells other servers on the same Neo4j through Redis that something was committed, and looks what it was when they tell. A notice
 * may be lost: servers look from time to time anyway. Does nothing unless Neo4j is shared and there is a Redis.
 */
@Component
final class ChangeNotice implements AutoCloseable {

    private static final String TOPIC = "dab:graph:changed";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final byte[] name = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    private final AtomicBoolean sending = new AtomicBoolean();
    private volatile boolean closed;

    ChangeNotice(Settings settings, RedisConnections connections, Catalog catalog) {
        if (settings.stores().neo4jUri().isPresent()
                && settings.replicas().redis().isPresent()) {
            RedisTopic topic =
                    new RedisTopic(connections.to(settings.replicas().redis().get()), TOPIC);
            catalog.whenOpened(parts -> begin(parts.graph(), topic));
        }
    }

    private void begin(CatalogGraph graph, RedisTopic topic) {
        graph.onPublish(published -> {
            if (published.cause() == Cause.COMMITTED) {
                tell(topic);
            }
        });
        Thread.ofVirtual().name("change-notice").start(() -> listen(graph, topic));
    }

    /** Once for all that is committed until it is sent. */
    private void tell(RedisTopic topic) {
        if (sending.compareAndSet(false, true)) {
            Thread.ofVirtual().name("change-notice").start(() -> {
                sending.set(false);
                topic.tell(name);
            });
        }
    }

    /** The client listens again by itself when Redis was away, once it did the first time. */
    private void listen(CatalogGraph graph, RedisTopic topic) {
        try {
            while (!closed && !topic.listen(sender -> heard(sender, graph))) {
                Thread.sleep(PAUSE);
            }
            // what was told before is not told again
            graph.follow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void heard(byte[] sender, CatalogGraph graph) {
        if (!Arrays.equals(sender, name)) {
            graph.follow();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
