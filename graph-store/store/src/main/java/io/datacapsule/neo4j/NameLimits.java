package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses names that are longer than an index of Neo4j can hold, before anything is written. */
final class NameLimits {

    private static final int BYTES = 8_000;
    private static final int BYTES_PER_CHARACTER = 3;

    private NameLimits() {}

    static void check(GraphChange change) {
        check(change.created());
        check(change.updated());
    }

    private static void check(List<Node> nodes) {
        for (Node node : nodes) {
            check(node.urn());
            check(node.name());
            if (node instanceof Capsule capsule) {
                check(capsule.domain());
            }
        }
    }

    private static void check(@Nullable String text) {
        if (text != null
                && text.length() > BYTES / BYTES_PER_CHARACTER
                && text.getBytes(StandardCharsets.UTF_8).length > BYTES) {
            throw new InvalidInputException(
                    "name_too_long",
                    "A name of more than " + BYTES + " bytes cannot be kept; it begins with '" + text.substring(0, 80)
                            + "'.");
        }
    }
}
