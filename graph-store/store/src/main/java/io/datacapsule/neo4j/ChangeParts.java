package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphChange.Ref;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.Edge;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a change into parts of bounded weight which, applied one after the other, have the same effect. A row weighs one, a
 * capsule that goes as much as its columns are likely to, and text as much as it takes to write.
 */
final class ChangeParts {

    private static final int REMOVED_CAPSULE = 25;
    private static final int CHARACTERS_PER_ROW = 500;

    private final int limit;
    private final Consumer<GraphChange> sink;
    private Lists part = new Lists();
    private long weight;

    private ChangeParts(int limit, Consumer<GraphChange> sink) {
        this.limit = limit;
        this.sink = sink;
    }

    /** How much writing it takes, in rows. */
    static long weight(GraphChange change) {
        long weight = change.size();
        for (Ref ref : change.removed()) {
            weight += weight(ref) - 1;
        }
        for (CapsuleDetails detail : change.details()) {
            weight += weight(detail) - 1;
        }
        return weight;
    }

    /** Hands the parts to {@code sink} in the order in which they must be applied. */
    static void cut(GraphChange change, int limit, Consumer<GraphChange> sink) {
        ChangeParts parts = new ChangeParts(limit, sink);
        change.edgesRemoved().forEach(key -> parts.fit(1).edgesRemoved.add(key));
        change.removed().forEach(ref -> parts.fit(weight(ref)).removed.add(ref));
        change.created().forEach(node -> parts.fit(1).created.add(node));
        change.updated().forEach(node -> parts.fit(1).updated.add(node));
        change.details().forEach(detail -> parts.fit(weight(detail)).details.add(detail));
        change.edgesCreated().forEach(edge -> parts.fit(1).edgesCreated.add(edge));
        change.edgesUpdated().forEach(edge -> parts.fit(1).edgesUpdated.add(edge));
        parts.flush();
    }

    private static long weight(Ref ref) {
        return ref.kind() == NodeKind.CAPSULE ? REMOVED_CAPSULE : 1;
    }

    private static long weight(CapsuleDetails detail) {
        long characters = length(detail.rawSql())
                + length(detail.compiledSql())
                + length(detail.meta())
                + length(detail.lineage());
        return 1 + characters / CHARACTERS_PER_ROW;
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private Lists fit(long rows) {
        if (weight > 0 && weight + rows > limit) {
            flush();
        }
        weight += rows;
        return part;
    }

    private void flush() {
        if (weight > 0) {
            sink.accept(part.change());
            part = new Lists();
            weight = 0;
        }
    }

    /** The rows of a part while it grows. */
    static final class Lists {
        final List<Node> created = new ArrayList<>();
        final List<Node> updated = new ArrayList<>();
        final List<Ref> removed = new ArrayList<>();
        final List<CapsuleDetails> details = new ArrayList<>();
        final List<Edge> edgesCreated = new ArrayList<>();
        final List<Edge> edgesUpdated = new ArrayList<>();
        final List<Edge.Key> edgesRemoved = new ArrayList<>();

        GraphChange change() {
            return new GraphChange(
                    Optional.empty(), created, updated, removed, details, edgesCreated, edgesUpdated, edgesRemoved);
        }
    }
}
