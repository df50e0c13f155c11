package io.datacapsule.graph;

import io.datacapsule.graph.CatalogGraph.Applied;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A change that somebody asked for, and the answer that they wait for.
 *
 * @param still whether nobody else may write to the store while the change is computed
 */
record ChangeRequest(Function<GraphSnapshot, GraphChange> change, boolean still, CompletableFuture<Applied> answer) {

    ChangeRequest(Function<GraphSnapshot, GraphChange> change, boolean still) {
        this(change, still, new CompletableFuture<>());
    }

    void fail(Throwable reason) {
        answer.completeExceptionally(reason);
    }
}
