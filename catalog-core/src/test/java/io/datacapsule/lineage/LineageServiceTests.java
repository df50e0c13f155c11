package io.datacapsule.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.NotFoundException;
import io.datacapsule.query.SampleCatalog;
import io.datacapsule.telemetry.RecordingTelemetry;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageServiceTests {

    private final LineageService service = new LineageService(new LineageLimits(5, 10, 100, 1000));

    private LineageAnswer ask(String flow, String root, Direction direction, int depth, int nodes) {
        GraphSnapshot graph = new SampleCatalog().flow(flow).graph();
        return LineageAnswer.of(service.ofCapsule(graph, SampleCatalog.urn(root), direction, depth, nodes));
    }

    private static List<String> nodes(LineageAnswer answer) {
        return answer.nodes().stream()
                .map(n -> n.name() + " " + n.direction() + " " + n.depth() + (n.more() ? " more" : ""))
                .toList();
    }

    private static List<String> edges(LineageAnswer answer) {
        return answer.edges().stream()
                .map(e -> name(e.from()) + " -> " + name(e.to()))
                .toList();
    }

    private static String name(String urn) {
        return urn.substring(urn.lastIndexOf(':') + 1);
    }

    @Test
    void tellsOfEachWalk() {
        RecordingTelemetry telemetry = new RecordingTelemetry();
        GraphSnapshot graph = new SampleCatalog().flow("raw -> stg").graph();

        new LineageService(LineageLimits.DEFAULTS, telemetry)
                .ofCapsule(graph, SampleCatalog.urn("raw"), Direction.BOTH, 1, 10);

        assertThat(telemetry.ended).containsExactly("Walk[level=capsule]");
    }

    @Test
    void findsBothSidesWithTheirDistances() {
        LineageAnswer answer = ask("raw -> stg -> mart -> report", "stg", Direction.BOTH, 5, 100);

        assertThat(nodes(answer))
                .containsExactly("stg root 0", "raw upstream 1", "mart downstream 1", "report downstream 2");
        assertThat(edges(answer)).containsExactlyInAnyOrder("raw -> stg", "stg -> mart", "mart -> report");
        assertThat(answer.complete()).isTrue();
        assertThat(answer.revision()).isEqualTo(1);
    }

    @Test
    void answersTheShortestDistanceOfADiamondAndAllItsEdges() {
        LineageAnswer answer = ask("a -> b -> c -> d, a -> d", "d", Direction.UPSTREAM, 5, 100);

        assertThat(nodes(answer)).containsExactlyInAnyOrder("d root 0", "c upstream 1", "a upstream 1", "b upstream 2");
        assertThat(edges(answer)).containsExactlyInAnyOrder("a -> b", "b -> c", "c -> d", "a -> d");
    }

    @Test
    void holdsEdgesThatPassTheRootBy() {
        LineageAnswer answer = ask("a -> root -> b, a -> b", "root", Direction.BOTH, 1, 100);

        assertThat(edges(answer)).containsExactlyInAnyOrder("a -> root", "root -> b", "a -> b");
    }

    @Test
    void saysWhichNodesGoOnBeyondTheDepth() {
        LineageAnswer answer = ask("a -> b -> c -> d, a -> x", "a", Direction.DOWNSTREAM, 2, 100);

        assertThat(nodes(answer))
                .containsExactly("a root 0", "b downstream 1", "x downstream 1", "c downstream 2 more");
        assertThat(answer.leftOut().open()).isEqualTo(1);
        assertThat(answer.leftOut().nodes()).isZero();
        assertThat(answer.complete()).isFalse();
    }

    @Test
    void keepsTheNearestAndCountsTheOthers() {
        LineageAnswer answer = ask("a -> b -> e, a -> c -> e -> f, a -> d", "a", Direction.DOWNSTREAM, 5, 3);

        assertThat(nodes(answer)).containsExactly("a root 0", "b downstream 1", "c downstream 1");
        assertThat(edges(answer)).containsExactlyInAnyOrder("a -> b", "a -> c");
        assertThat(answer.leftOut().nodes()).isEqualTo(3);
        assertThat(answer.complete()).isFalse();
    }

    @Test
    void endsInCycles() {
        LineageAnswer answer = ask("a -> b -> c -> a, b -> b", "a", Direction.BOTH, 9, 100);

        assertThat(nodes(answer)).containsExactlyInAnyOrder("a root 0", "b both 1", "c both 1");
        assertThat(edges(answer)).containsExactlyInAnyOrder("a -> b", "b -> c", "c -> a", "b -> b");
        assertThat(answer.complete()).isTrue();
    }

    @Test
    void goesNeverUpAndThenDown() {
        LineageAnswer answer = ask("a -> b, a -> sibling", "b", Direction.BOTH, 5, 100);

        assertThat(nodes(answer)).containsExactly("b root 0", "a upstream 1");
    }

    @Test
    void answersALonelyCapsule() {
        LineageAnswer answer = ask("a, b -> c", "a", Direction.BOTH, 5, 100);

        assertThat(nodes(answer)).containsExactly("a root 0");
        assertThat(answer.edges()).isEmpty();
        assertThat(answer.complete()).isTrue();
    }

    @Test
    void usesTheDefaultsWithoutAWish() {
        GraphSnapshot graph =
                new SampleCatalog().flow("a -> b -> c -> d -> e -> f -> g").graph();

        Lineage lineage = service.ofCapsule(graph, SampleCatalog.urn("a"), null, null, null);

        assertThat(lineage.nodes()).isEqualTo(6);
        assertThat(lineage.query().direction()).isEqualTo(Direction.BOTH);
        assertThat(lineage.properties(0).assertedBy()).containsExactly("dbt:shop");
    }

    @Test
    void refusesLimitsThatAreNotAllowed() {
        GraphSnapshot graph = new SampleCatalog().flow("a").graph();
        String root = SampleCatalog.urn("a");

        assertThatThrownBy(() -> service.ofCapsule(graph, root, null, 0, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("depth must be between 1 and 10; it is 0.");
        assertThatThrownBy(() -> service.ofCapsule(graph, root, null, 11, null))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> service.ofCapsule(graph, root, null, null, 1001))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("limit");
        assertThatThrownBy(() -> Direction.of("sideways"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("upstream, downstream, both");
        assertThatThrownBy(() -> service.ofCapsule(graph, SampleCatalog.urn("b"), null, null, null))
                .isInstanceOf(NotFoundException.class);
    }
}
