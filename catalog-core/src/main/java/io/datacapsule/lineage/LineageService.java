package io.datacapsule.lineage;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.query.NodeLookup;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Answers where data comes from and where it goes, from a snapshot alone. Safe for any number of threads; it keeps scratch
 * memory for a few walks at a time, so that a walk allocates little but its result.
 */
public final class LineageService {

    private final LineageLimits limits;
    private final ArrayBlockingQueue<Walk> idle =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    /** Walks within these limits. */
    public LineageService(LineageLimits limits) {
        this.limits = limits;
    }

    /**
     * The capsules around a capsule and every flow among them.
     *
     * @param reference URN or id of the capsule, see {@link NodeLookup#capsule}
     * @param direction null for both
     * @param depth     null for the default
     * @param maxNodes  null for the default
     * @throws io.datacapsule.model.InvalidInputException if depth or maxNodes are out of their limits
     * @throws io.datacapsule.model.NotFoundException     if there is no such capsule
     * @throws io.datacapsule.model.ConflictException     if several capsules may be meant
     */
    public Lineage ofCapsule(
            GraphSnapshot graph,
            String reference,
            @Nullable Direction direction,
            @Nullable Integer depth,
            @Nullable Integer maxNodes) {
        int atMost = limits.depth(depth);
        int nodes = limits.nodes(maxNodes);
        int root = NodeLookup.capsule(graph, reference);
        return walk(graph, LineageQuery.ofCapsule(root, direction == null ? Direction.BOTH : direction, atMost, nodes));
    }

    /** The nodes within a distance of the root, with their shortest distances, and every edge among them. */
    public Lineage walk(GraphSnapshot graph, LineageQuery query) {
        NodeKind kind = query.relation().from();
        if (!graph.alive(kind, query.root())) {
            throw new IllegalArgumentException("there is no " + kind.label() + " at row " + query.root());
        }
        Walk idleWalk = idle.poll();
        Walk walk = idleWalk == null ? new Walk() : idleWalk;
        Lineage result = new Lineage(graph, query, walk.run(graph, query));
        if (walk.reset()) {
            idle.offer(walk);
        }
        return result;
    }
}
