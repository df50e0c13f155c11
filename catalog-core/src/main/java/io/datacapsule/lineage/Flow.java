package io.datacapsule.lineage;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.Relation;

/**
 * A relation seen in the direction of the data, whichever way its edges are drawn.
 *
 * @param upstream   from each row to those that it is fed by
 * @param downstream from each row to those that it feeds
 */
record Flow(Adjacency upstream, Adjacency downstream) {

    static Flow of(LineageQuery query, GraphSnapshot snapshot) {
        Relation relation = query.relation();
        if (relation != Relation.DERIVED_FROM) {
            return new Flow(snapshot.in(relation), snapshot.out(relation));
        }
        Flow direct = new Flow(snapshot.out(relation), snapshot.in(relation));
        return query.indirect()
                ? new Flow(
                        new Both(direct.upstream, snapshot.out(Relation.INFLUENCED_BY)),
                        new Both(direct.downstream, snapshot.in(Relation.INFLUENCED_BY)))
                : direct;
    }

    /** The edges of two relations, one after the other. */
    private record Both(Adjacency first, Adjacency second) implements Adjacency {

        @Override
        public int degree(int row) {
            return first.degree(row) + second.degree(row);
        }

        @Override
        public int neighbour(int row, int index) {
            int own = first.degree(row);
            return index < own ? first.neighbour(row, index) : second.neighbour(row, index - own);
        }

        @Override
        public EdgeProperties properties(int row, int index) {
            int own = first.degree(row);
            return index < own ? first.properties(row, index) : second.properties(row, index - own);
        }
    }

    Adjacency side(boolean againstTheFlow) {
        return againstTheFlow ? upstream : downstream;
    }
}
