package io.datacapsule.lineage;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import io.datacapsule.query.NodeLookup;
import io.datacapsule.telemetry.Telemetry;
import io.datacapsule.telemetry.Work;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Answers where data comes from and where it goes, from a snapshot alone. Safe for any number of threads; it keeps scratch
 * memory for a few walks at a time, so that a walk allocates little but its result.
 */
public final class LineageService {

    private final LineageLimits limits;
    private final Telemetry telemetry;
    private final ArrayBlockingQueue<Walk> idle =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    /** Walks within these limits. */
    public LineageService(LineageLimits limits) {
        this(limits, Telemetry.NONE);
    }

    /** The same, and tells how long each walk takes. */
    public LineageService(LineageLimits limits, Telemetry telemetry) {
        this.limits = limits;
        this.telemetry = telemetry;
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

    /**
     * The columns around columns and every derivation among them.
     *
     * @param columns   rows of the columns to start from; without any the answer is empty
     * @param direction null for both
     * @param depth     null for the default
     * @param maxNodes  null for the default
     * @param indirect  whether columns that only decide about others are followed too
     * @throws io.datacapsule.model.InvalidInputException if depth or maxNodes are out of their limits
     */
    public Optional<Lineage> ofColumns(
            GraphSnapshot graph,
            List<Integer> columns,
            @Nullable Direction direction,
            @Nullable Integer depth,
            @Nullable Integer maxNodes,
            boolean indirect) {
        int atMost = limits.depth(depth);
        int nodes = limits.nodes(maxNodes);
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(walk(
                        graph,
                        new LineageQuery(
                                Relation.DERIVED_FROM,
                                columns,
                                direction == null ? Direction.BOTH : direction,
                                atMost,
                                nodes,
                                indirect)));
    }

    /** The nodes within a distance of the roots, with their shortest distances, and every edge among them. */
    public Lineage walk(GraphSnapshot graph, LineageQuery query) {
        NodeKind kind = query.relation().from();
        for (int root : query.roots()) {
            if (!graph.alive(kind, root)) {
                throw new IllegalArgumentException("there is no " + kind.label() + " at row " + root);
            }
        }
        return telemetry.observe(
                new Work.Walk(kind == NodeKind.COLUMN ? "column" : "capsule"), () -> run(graph, query));
    }

    private Lineage run(GraphSnapshot graph, LineageQuery query) {
        Walk idleWalk = idle.poll();
        Walk walk = idleWalk == null ? new Walk() : idleWalk;
        Lineage result = new Lineage(graph, query, walk.run(graph, query));
        if (walk.reset()) {
            idle.offer(walk);
        }
        return result;
    }
}
