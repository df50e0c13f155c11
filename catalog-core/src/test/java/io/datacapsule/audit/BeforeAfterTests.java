package io.datacapsule.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.Revision;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BeforeAfterTests {

    @Test
    void countsNodesAndEdgesThatThereWereOrAre() {
        GraphSnapshot before = GraphSnapshot.empty()
                .apply(
                        Changes.of()
                                .create(Changes.capsule("a"), Changes.capsule("b"), Changes.column("a", "id"))
                                .flow("a", "b")
                                .change(),
                        new Revision(4));

        assertThat(BeforeAfter.of(before, GraphSnapshot.empty()))
                .isEqualTo(Map.of(
                        "capsules_before", "2",
                        "capsules_after", "0",
                        "columns_before", "1",
                        "columns_after", "0",
                        "edges_before", "1",
                        "edges_after", "0",
                        "revision_before", "4",
                        "revision_after", "0"));
    }
}
