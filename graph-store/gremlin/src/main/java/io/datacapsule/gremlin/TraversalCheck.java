package io.datacapsule.gremlin;

import io.datacapsule.model.ForbiddenException;
import org.apache.tinkerpop.gremlin.process.computer.traversal.step.VertexComputing;
import org.apache.tinkerpop.gremlin.process.traversal.Step;
import org.apache.tinkerpop.gremlin.process.traversal.Traversal;
import org.apache.tinkerpop.gremlin.process.traversal.step.LambdaHolder;
import org.apache.tinkerpop.gremlin.process.traversal.step.Mutating;
import org.apache.tinkerpop.gremlin.process.traversal.step.ReadWriting;
import org.apache.tinkerpop.gremlin.process.traversal.step.TraversalParent;
import org.apache.tinkerpop.gremlin.process.traversal.step.map.CallStep;

/** Refuses traversals that do more than walk the graph. */
final class TraversalCheck {

    private TraversalCheck() {}

    /** Throws if the traversal or one within it writes, loads, calls out, runs a graph program or holds code. */
    static void requireReading(Traversal.Admin<?, ?> traversal) {
        for (Step<?, ?> step : traversal.getSteps()) {
            if (step instanceof Mutating
                    || step instanceof ReadWriting
                    || step instanceof CallStep
                    || step instanceof VertexComputing
                    || step instanceof LambdaHolder) {
                throw new ForbiddenException(
                        "query_not_allowed",
                        "The query uses '" + step + "', which is not allowed here: only walking the graph is.");
            }
            if (step instanceof TraversalParent parent) {
                parent.getLocalChildren().forEach(TraversalCheck::requireReading);
                parent.getGlobalChildren().forEach(TraversalCheck::requireReading);
            }
        }
    }
}
