package io.datacapsule.ingest;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.NodeKind;
import java.util.Objects;

/** Column lineage that was not derived because the graph held it already. */
final class KnownLineage {

    private KnownLineage() {}

    /** Whether the graph holds all of it still; another job may have replaced it since the source was read. */
    static boolean stands(GraphSnapshot graph, SourceGraph source) {
        return source.capsules().stream().allMatch(capsule -> stands(graph, capsule));
    }

    private static boolean stands(GraphSnapshot graph, AssertedCapsule capsule) {
        AssertedLineage lineage = capsule.lineage();
        if (lineage == null || !lineage.known()) {
            return true;
        }
        int row = graph.find(NodeKind.CAPSULE, capsule.capsule().urn());
        return row >= 0
                && Objects.equals(
                        graph.capsule(row).lineage().checksum(), lineage.state().checksum());
    }
}
