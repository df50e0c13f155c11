package io.datacapsule.graph;

import io.datacapsule.graph.SnapshotGraph.Vertex;
import io.datacapsule.model.NodeKind;
import java.util.AbstractSet;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Map;

/** The nodes of a {@link SnapshotGraph} as a set, made one at a time. */
final class VertexView extends AbstractSet<Vertex> {

    private final Map<NodeKind, BitSet> nodes;

    VertexView(Map<NodeKind, BitSet> nodes) {
        this.nodes = nodes;
    }

    @Override
    public Iterator<Vertex> iterator() {
        return nodes.entrySet().stream()
                .flatMap(kind -> kind.getValue().stream().mapToObj(row -> new Vertex(kind.getKey(), row)))
                .iterator();
    }

    @Override
    public int size() {
        return nodes.values().stream().mapToInt(BitSet::cardinality).sum();
    }

    @Override
    public boolean contains(Object candidate) {
        return candidate instanceof Vertex(NodeKind kind, int row)
                && nodes.containsKey(kind)
                && nodes.get(kind).get(row);
    }
}
