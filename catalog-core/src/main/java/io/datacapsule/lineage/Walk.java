package io.datacapsule.lineage;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import java.util.Arrays;

/**
 * Breadth-first search over adjacency arrays, level by level on both sides in turn, so that nodes are numbered by distance and
 * a limit keeps the nearest. It counts what a limit leaves out by walking on. Holds the scratch memory of one walk at a time,
 * to be used again; what it answers is a copy.
 */
final class Walk {

    private static final int WORTH_KEEPING = 1 << 17;

    private final RowNumbers numbers = new RowNumbers();
    private final Side upstream = new Side();
    private final Side downstream = new Side();
    private int[] sources = new int[1024];
    private int[] targets = new int[1024];
    private int[] positions = new int[1024];
    private int edges;

    /** One side of a walk: the distances, and the nodes of this side in the order in which they were reached. */
    private static final class Side {

        private int[] distances = new int[1024];
        private int[] reached = new int[1024];
        private int count;
        private int levelStart;

        void begin(int size) {
            Arrays.fill(distances, 0, Math.min(size, distances.length), -1);
            count = 0;
            levelStart = 0;
        }

        void reach(int number, int distance) {
            if (count == reached.length) {
                reached = Arrays.copyOf(reached, count * 2);
            }
            set(number, distance);
            reached[count++] = number;
        }

        void set(int number, int distance) {
            int length = distances.length;
            if (number >= length) {
                distances = Arrays.copyOf(distances, Math.max(number + 1, length * 2));
                Arrays.fill(distances, length, distances.length, -1);
            }
            distances[number] = distance;
        }

        int distance(int number) {
            return number < distances.length ? distances[number] : -1;
        }
    }

    Lineage.Found run(GraphSnapshot snapshot, LineageQuery query) {
        Flow flow = Flow.of(query, snapshot);
        for (int root : query.roots()) {
            numbers.add(root);
            upstream.reach(numbers.size() - 1, 0);
            downstream.reach(numbers.size() - 1, 0);
        }
        for (int distance = 1; distance <= query.depth(); distance++) {
            boolean found = false;
            if (query.direction() != Direction.DOWNSTREAM) {
                found = expand(upstream, flow.upstream(), distance);
            }
            if (query.direction() != Direction.UPSTREAM) {
                found |= expand(downstream, flow.downstream(), distance);
            }
            if (!found) {
                break;
            }
        }
        return copy(query, flow);
    }

    /** Reaches the next level and answers whether there was one. */
    private boolean expand(Side side, Adjacency adjacency, int distance) {
        int end = side.count;
        for (int i = side.levelStart; i < end; i++) {
            int row = numbers.row(side.reached[i]);
            int degree = adjacency.degree(row);
            for (int n = 0; n < degree; n++) {
                int neighbour = adjacency.neighbour(row, n);
                int number = numbers.find(neighbour);
                if (number < 0) {
                    number = numbers.size();
                    numbers.add(neighbour);
                    side.reach(number, distance);
                } else if (side.distance(number) < 0) {
                    side.reach(number, distance);
                }
            }
        }
        side.levelStart = end;
        return side.count > end;
    }

    private Lineage.Found copy(LineageQuery query, Flow flow) {
        int kept = Math.min(
                numbers.size(), Math.max(query.maxNodes(), query.roots().size()));
        boolean[] more = new boolean[kept];
        int open = 0;
        if (query.direction() != Direction.DOWNSTREAM) {
            open += markOpen(upstream, flow.upstream(), query.depth(), more);
        }
        if (query.direction() != Direction.UPSTREAM) {
            open += markOpen(downstream, flow.downstream(), query.depth(), more);
        }
        boolean byTarget = collectEdges(flow, kept);
        return new Lineage.Found(
                numbers.rows(kept),
                distances(upstream, kept, query.roots().size(), query.direction() != Direction.DOWNSTREAM),
                distances(downstream, kept, query.roots().size(), query.direction() != Direction.UPSTREAM),
                more,
                Arrays.copyOf(sources, edges),
                Arrays.copyOf(targets, edges),
                Arrays.copyOf(positions, edges),
                byTarget,
                numbers.size() - kept,
                open);
    }

    private static int[] distances(Side side, int kept, int roots, boolean walked) {
        int[] distances = new int[kept];
        for (int number = 0; number < kept; number++) {
            distances[number] = walked || number < roots ? side.distance(number) : -1;
        }
        return distances;
    }

    /** Marks the nodes at the depth limit that lead to nodes not reached on this side; answers how many were not marked before. */
    private int markOpen(Side side, Adjacency adjacency, int depth, boolean[] more) {
        int open = 0;
        for (int i = side.count - 1; i >= 0 && side.distance(side.reached[i]) == depth; i--) {
            int number = side.reached[i];
            if (number < more.length && !more[number] && leadsOn(side, adjacency, numbers.row(number))) {
                more[number] = true;
                open++;
            }
        }
        return open;
    }

    private boolean leadsOn(Side side, Adjacency adjacency, int row) {
        int degree = adjacency.degree(row);
        for (int n = 0; n < degree; n++) {
            int number = numbers.find(adjacency.neighbour(row, n));
            if (number < 0 || side.distance(number) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Collects the edges among the nodes from the end at which fewer have to be looked at; answers whether from the targets. */
    private boolean collectEdges(Flow flow, int kept) {
        long arriving = 0;
        long leaving = 0;
        for (int number = 0; number < kept; number++) {
            arriving += flow.upstream().degree(numbers.row(number));
            leaving += flow.downstream().degree(numbers.row(number));
        }
        boolean byTarget = arriving <= leaving;
        Adjacency adjacency = flow.side(byTarget);
        for (int number = 0; number < kept; number++) {
            int row = numbers.row(number);
            int degree = adjacency.degree(row);
            for (int position = 0; position < degree; position++) {
                int other = numbers.find(adjacency.neighbour(row, position));
                if (other >= 0 && other < kept) {
                    addEdge(byTarget ? other : number, byTarget ? number : other, position);
                }
            }
        }
        return byTarget;
    }

    private void addEdge(int source, int target, int position) {
        if (edges == sources.length) {
            sources = Arrays.copyOf(sources, edges * 2);
            targets = Arrays.copyOf(targets, edges * 2);
            positions = Arrays.copyOf(positions, edges * 2);
        }
        sources[edges] = source;
        targets[edges] = target;
        positions[edges++] = position;
    }

    /** Makes ready for the next walk; answers whether the memory is small enough to be kept for it. */
    boolean reset() {
        int size = numbers.size();
        numbers.clear();
        upstream.begin(size);
        downstream.begin(size);
        edges = 0;
        return size < WORTH_KEEPING && sources.length < WORTH_KEEPING * 4;
    }

    /** Scratch memory for a first walk. */
    Walk() {
        upstream.begin(Integer.MAX_VALUE);
        downstream.begin(Integer.MAX_VALUE);
    }
}
