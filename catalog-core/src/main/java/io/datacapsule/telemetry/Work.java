package io.datacapsule.telemetry;

import java.util.UUID;

/** A piece of work that takes time. But for the number of a job all is from a small fixed set: none names data, a caller or a query. */
public sealed interface Work {

    /**
     * Something asked of a database.
     *
     * @param store     such as {@code neo4j}
     * @param operation what kind of question it is, such as {@code details} or {@code select}
     */
    record Query(String store, String operation) implements Work {}

    /**
     * An ingestion from its turn to its end; what it came to is told by {@link Telemetry#jobEnded}.
     *
     * @param id of the job
     */
    record Job(UUID id) implements Work {}

    /**
     * A stage of an ingestion: {@code reading}, and {@code deriving} in it, then {@code writing}, and {@code comparing} in it.
     *
     * @param name one of these
     */
    record Stage(String name) implements Work {}

    /**
     * Lineage looked up in memory.
     *
     * @param level {@code capsule} or {@code column}
     */
    record Walk(String level) implements Work {}
}
