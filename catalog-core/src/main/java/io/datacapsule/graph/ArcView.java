package io.datacapsule.graph;

import io.datacapsule.graph.SnapshotGraph.Arc;
import io.datacapsule.graph.SnapshotGraph.Vertex;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Relation;
import java.util.AbstractSet;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;

/** The edges of a {@link SnapshotGraph} as a set, made one at a time. */
final class ArcView extends AbstractSet<Arc> {

    private final SnapshotGraph graph;

    ArcView(SnapshotGraph graph) {
        this.graph = graph;
    }

    static Set<Arc> outgoing(SnapshotGraph graph, Vertex vertex) {
        Set<Arc> found = new LinkedHashSet<>();
        for (Relation relation : graph.relations()) {
            if (relation.from() == vertex.kind()) {
                Adjacency out = graph.snapshot().out(relation);
                BitSet heads = graph.rows(relation.to());
                for (int i = 0; i < out.degree(vertex.row()); i++) {
                    int head = out.neighbour(vertex.row(), i);
                    if (heads.get(head)) {
                        found.add(new Arc(relation, vertex.row(), head));
                    }
                }
            }
        }
        return found;
    }

    static Set<Arc> incoming(SnapshotGraph graph, Vertex vertex) {
        Set<Arc> found = new LinkedHashSet<>();
        for (Relation relation : graph.relations()) {
            if (relation == Relation.HAS_COLUMN) {
                if (vertex.kind() == NodeKind.COLUMN) {
                    int capsule = graph.snapshot().capsuleOf(vertex.row());
                    if (graph.rows(NodeKind.CAPSULE).get(capsule)) {
                        found.add(new Arc(relation, capsule, vertex.row()));
                    }
                }
            } else if (relation.to() == vertex.kind()) {
                Adjacency in = graph.snapshot().in(relation);
                BitSet tails = graph.rows(relation.from());
                for (int i = 0; i < in.degree(vertex.row()); i++) {
                    int tail = in.neighbour(vertex.row(), i);
                    if (tails.get(tail)) {
                        found.add(new Arc(relation, tail, vertex.row()));
                    }
                }
            }
        }
        return found;
    }

    @Override
    public Iterator<Arc> iterator() {
        return new Arcs(graph);
    }

    @Override
    public int size() {
        int size = 0;
        for (Arcs arcs = new Arcs(graph); arcs.hasNext(); arcs.skip()) {
            size++;
        }
        return size;
    }

    @Override
    public boolean contains(Object candidate) {
        if (!(candidate instanceof Arc arc)
                || !graph.relations().contains(arc.relation())
                || !graph.containsVertex(arc.source())
                || !graph.containsVertex(arc.target())) {
            return false;
        }
        Adjacency out = graph.snapshot().out(arc.relation());
        for (int i = 0; i < out.degree(arc.from()); i++) {
            if (out.neighbour(arc.from(), i) == arc.to()) {
                return true;
            }
        }
        return false;
    }

    /** Walks relations, tails and their edges; always stands at the next edge or behind the last. */
    private static final class Arcs implements Iterator<Arc> {

        private final SnapshotGraph graph;
        private final Iterator<Relation> relations;
        private Relation relation = Relation.FLOWS_TO;
        private BitSet tails = new BitSet();
        private BitSet heads = new BitSet();
        private Adjacency out;
        private int tail = -1;
        private int index = -1;
        private int degree;

        Arcs(SnapshotGraph graph) {
            this.graph = graph;
            this.relations = graph.relations().iterator();
            this.out = graph.snapshot().out(relation);
            skip();
        }

        /** Goes to the next edge whose head is in the graph. */
        void skip() {
            do {
                index++;
                while (index >= degree) {
                    if (!nextTail()) {
                        return;
                    }
                }
            } while (!heads.get(out.neighbour(tail, index)));
        }

        private boolean nextTail() {
            int next = tail < -1 ? -1 : tails.nextSetBit(tail + 1);
            while (next < 0) {
                if (!relations.hasNext()) {
                    tail = -2;
                    return false;
                }
                relation = relations.next();
                tails = graph.rows(relation.from());
                heads = graph.rows(relation.to());
                out = graph.snapshot().out(relation);
                next = tails.nextSetBit(0);
            }
            tail = next;
            index = 0;
            degree = out.degree(tail);
            return true;
        }

        @Override
        public boolean hasNext() {
            return tail > -2;
        }

        @Override
        public Arc next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Arc arc = new Arc(relation, tail, out.neighbour(tail, index));
            skip();
            return arc;
        }
    }
}
