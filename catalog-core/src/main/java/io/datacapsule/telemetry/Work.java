package io.datacapsule.telemetry;

/** A piece of work that takes time. All texts are from a small fixed set: none names data, a caller or a query. */
public sealed interface Work {

    /**
     * Something asked of a database.
     *
     * @param store     such as {@code neo4j}
     * @param operation what kind of question it is, such as {@code details} or {@code select}
     */
    record Query(String store, String operation) implements Work {}

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
