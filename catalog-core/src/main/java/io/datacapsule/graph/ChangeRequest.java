package io.datacapsule.graph;

import io.datacapsule.graph.CatalogGraph.Applied;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A change that somebody asked for, and the answer that they wait for. */
record ChangeRequest(Function<GraphSnapshot, GraphChange> change, CompletableFuture<Applied> answer) {

    ChangeRequest(Function<GraphSnapshot, GraphChange> change) {
        this(change, new CompletableFuture<>());
    }

    void fail(Throwable reason) {
        answer.completeExceptionally(reason);
    }
}
