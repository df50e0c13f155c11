package io.datacapsule.api.redis;

import java.util.function.Consumer;

/**
 * A topic of a Redis, by which servers tell each other what may get lost. Safe for use by many threads.
 *
 * @param redis where it is
 * @param name  of the topic
 */
public record RedisTopic(Redis redis, String name) {

    /** Tells all who listen, this server included, unless Redis is away. */
    public void tell(byte[] message) {
        redis.ask("notice", client -> client.getTopic(name).publish(message));
    }

    /**
     * Begins to listen, and answers whether that is so: not while Redis is away. Once begun it goes on by itself whenever Redis
     * was away.
     *
     * @param listener must be quick
     */
    public boolean listen(Consumer<byte[]> listener) {
        return redis.ask(
                        "notice",
                        client -> client.getTopic(name)
                                .addListener(byte[].class, (topic, message) -> listener.accept(message)))
                .isPresent();
    }
}
