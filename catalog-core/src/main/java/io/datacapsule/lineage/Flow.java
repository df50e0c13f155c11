package io.datacapsule.lineage;

import io.datacapsule.graph.Adjacency;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Relation;

/**
 * A relation seen in the direction of the data, whichever way its edges are drawn.
 *
 * @param upstream   from each row to those that it is fed by
 * @param downstream from each row to those that it feeds
 */
record Flow(Adjacency upstream, Adjacency downstream) {

    static Flow of(Relation relation, GraphSnapshot snapshot) {
        return relation == Relation.DERIVED_FROM
                ? new Flow(snapshot.out(relation), snapshot.in(relation))
                : new Flow(snapshot.in(relation), snapshot.out(relation));
    }

    Adjacency side(boolean againstTheFlow) {
        return againstTheFlow ? upstream : downstream;
    }
}
