package io.datacapsule.ingest;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.Edge;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The edges between capsules that a source asserts where it also speaks of capsules of others, which it knows by the names of
 * tables and models only. They are found in the very graph that the source is compared with, so that nothing can come between.
 */
@FunctionalInterface
public interface SourceLinks {

    /** The edges that hold in that graph once the capsules of the source are in it. Pure and quick. */
    Found find(GraphSnapshot graph);

    /**
     * What was found.
     *
     * @param edges      each once, {@code FLOWS_TO} and {@code HAS_TASK}; those whose ends will not both be in the graph are left
     *                   out. Of their properties only the attributes count
     * @param attributes names of the attributes that this source gives to edges; those of others are left alone
     * @param untold     tells of an edge that the source asserted before, and that is not among these, whether this run could not
     *                   know of it; such an edge stays
     * @param warnings   what could not be found, or not be told apart
     */
    record Found(List<Edge> edges, Set<String> attributes, Predicate<Edge> untold, List<JobWarning> warnings) {

        /** Copies what could be changed from outside. */
        public Found {
            edges = List.copyOf(edges);
            attributes = Set.copyOf(attributes);
            warnings = List.copyOf(warnings);
        }
    }
}
