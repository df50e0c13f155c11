package io.datacapsule.query;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.model.NodeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All capsules in order, kept until a capsule comes, goes or is renamed. Safe for any number of threads; holds one pair of
 * orders at a time.
 */
final class CapsuleOrder {

    private static final int NAME = NodeSchema.CAPSULE.nameIndex();

    /**
     * The orders of one set of capsules.
     *
     * @param version the token of the snapshot's names
     * @param byUrn   rows by URN
     * @param byName  rows by name, case being the same, then by URN
     */
    private record Orders(Object version, int[] byUrn, int[] byName) {}

    /** No monitor: requests that wait at one are resumed late under load. */
    private final ReentrantLock sorting = new ReentrantLock();

    private volatile Orders orders = new Orders(new Object(), new int[0], new int[0]);

    /** The rows of all capsules by URN; not to be changed. */
    int[] byUrn(GraphSnapshot graph) {
        return of(graph).byUrn;
    }

    /** The rows of all capsules by name, then by URN; not to be changed. */
    int[] byName(GraphSnapshot graph) {
        return of(graph).byName;
    }

    private Orders of(GraphSnapshot graph) {
        Orders known = orders;
        return known.version.equals(graph.version(NodeKind.CAPSULE, NAME)) ? known : sort(graph);
    }

    private Orders sort(GraphSnapshot graph) {
        sorting.lock();
        try {
            Object version = graph.version(NodeKind.CAPSULE, NAME);
            return orders.version.equals(version) ? orders : sorted(graph, version);
        } finally {
            sorting.unlock();
        }
    }

    private Orders sorted(GraphSnapshot graph, Object version) {
        record Entry(int row, String urn, String name) {}
        List<Entry> entries = new ArrayList<>(graph.count(NodeKind.CAPSULE));
        for (int row = 0; row < graph.rows(NodeKind.CAPSULE); row++) {
            if (graph.alive(NodeKind.CAPSULE, row)) {
                entries.add(new Entry(row, graph.urn(NodeKind.CAPSULE, row), graph.name(NodeKind.CAPSULE, row)));
            }
        }
        entries.sort(Comparator.comparing(Entry::urn));
        int[] byUrn = entries.stream().mapToInt(Entry::row).toArray();
        entries.sort(Comparator.comparing(Entry::name, String.CASE_INSENSITIVE_ORDER));
        int[] byName = entries.stream().mapToInt(Entry::row).toArray();
        Orders sorted = new Orders(version, byUrn, byName);
        orders = sorted;
        return sorted;
    }
}
