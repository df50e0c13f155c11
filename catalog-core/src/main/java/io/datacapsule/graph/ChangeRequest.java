package io.datacapsule.graph;

import io.datacapsule.graph.CatalogGraph.Applied;
import io.datacapsule.telemetry.Telemetry;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A change that somebody asked for, and the answer that they wait for.
 *
 * @param still whether nobody else may write to the store while the change is computed
 * @param place the work that it is a part of
 */
record ChangeRequest(
        Function<GraphSnapshot, GraphChange> change,
        boolean still,
        Telemetry.Place place,
        CompletableFuture<Applied> answer) {

    ChangeRequest(Function<GraphSnapshot, GraphChange> change, boolean still, Telemetry.Place place) {
        this(change, still, place, new CompletableFuture<>());
    }

    /** Computes the change on that graph. */
    GraphChange compute(GraphSnapshot on) {
        return place.within(() -> change.apply(on));
    }

    void fail(Throwable reason) {
        answer.completeExceptionally(reason);
    }
}
