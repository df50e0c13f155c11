package io.datacapsule.api.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How servers follow each other that share a Neo4j.
 *
 * @param followEvery {@code GRAPH_POLL_MILLIS}: how often a server looks what others wrote, from 50 to 60,000 milliseconds; default 500
 * @param redis       {@code REDIS_URL}, through which they tell each other that there is something to look at
 */
public record ReplicaSettings(Duration followEvery, Optional<RedisUrl> redis) {

    private static final Variable.WholeNumber POLL = new Variable.WholeNumber(
            "GRAPH_POLL_MILLIS",
            500,
            50,
            60_000,
            "milliseconds after which a server looks what others wrote to the same Neo4j");

    /** What these settings are read from, but for what others share. */
    static final List<Variable> VARIABLES = List.of(POLL);

    static ReplicaSettings of(Variables variables) {
        return new ReplicaSettings(Duration.ofMillis(variables.number(POLL)), RedisUrl.of(variables, RedisUrl.SHARED));
    }
}
