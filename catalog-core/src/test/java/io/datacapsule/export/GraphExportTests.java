package io.datacapsule.export;

import static io.datacapsule.graph.Changes.capsule;
import static io.datacapsule.graph.Changes.column;
import static io.datacapsule.graph.Changes.columnUrn;
import static io.datacapsule.graph.Changes.domain;
import static io.datacapsule.graph.Changes.edge;
import static io.datacapsule.graph.Changes.product;
import static io.datacapsule.graph.Changes.tag;
import static io.datacapsule.graph.Changes.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.Changes;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.graph.NodeSchema;
import io.datacapsule.graph.Revision;
import io.datacapsule.lineage.Direction;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.Node;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.NotFoundException;
import io.datacapsule.model.Relation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jgrapht.GraphTests;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.EdgeReversedGraph;
import org.jgrapht.graph.MaskSubgraph;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphExportTests {

    /** raw → a, raw → b, a → mart, b → mart (a diamond), mart → report, other → report; mart in the domain sales. */
    private static GraphSnapshot diamond() {
        Changes change = Changes.of();
        for (String name : List.of("raw", "a", "b", "mart", "report", "other")) {
            change.create(inDomain(name, name.equals("mart") || name.equals("a") ? "sales" : "ops"));
        }
        change.create(domain("sales"), domain("ops"), tag("pii"), tag("unused"), product("orders"), product("empty"));
        change.create(column("mart", "email"), column("a", "email"), column("raw", "email"));
        change.flow("raw", "a")
                .flow("raw", "b")
                .flow("a", "mart")
                .flow("b", "mart")
                .flow("mart", "report");
        change.flow("other", "report");
        for (String name : List.of("a", "mart")) {
            change.create(edge(Relation.IN_DOMAIN, urn(name), domain("sales").urn(), Map.of()));
        }
        change.create(edge(Relation.DERIVED_FROM, columnUrn("mart", "email"), columnUrn("a", "email"), Map.of()));
        change.create(edge(Relation.DERIVED_FROM, columnUrn("a", "email"), columnUrn("raw", "email"), Map.of()));
        change.create(edge(
                Relation.COLUMN_TAGGED, columnUrn("mart", "email"), tag("pii").urn(), Map.of()));
        change.create(edge(Relation.CAPSULE_TAGGED, urn("raw"), tag("unused").urn(), Map.of()));
        change.create(edge(Relation.PART_OF, urn("mart"), product("orders").urn(), Map.of("role", "output")));
        return GraphSnapshot.empty().apply(change.change(), new Revision(1));
    }

    private static Node inDomain(String name, String domain) {
        Object[] values = NodeSchema.CAPSULE.values(capsule(name));
        values[NodeSchema.CAPSULE.index("domain")] = domain;
        return NodeSchema.CAPSULE.node(values);
    }

    private static Set<String> names(GraphExport export) {
        GraphSnapshot graph = export.graph().snapshot();
        return export.graph().vertexSet().stream()
                .map(vertex -> graph.urn(vertex.kind(), vertex.row())
                        .replaceAll("^urn:dcs:(dbt:model:shop.marts|catalog:([a-z]+):default):", "$2 ")
                        .strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static GraphExport lineage(GraphSnapshot graph, String root, Direction direction, int depth) {
        return GraphExport.of(
                graph, new LineageScope(graph.find(NodeKind.CAPSULE, urn(root)), direction, depth, false));
    }

    @Test
    void holdsDomainsAndCapsulesUnlessMoreIsAskedFor() {
        assertThat(names(GraphExport.of(diamond(), new ExportScope(null, false, false, false))))
                .containsExactly("a", "b", "domain ops", "domain sales", "mart", "other", "raw", "report");
    }

    @Test
    void holdsColumnsTagsAndProductsOnRequest() {
        assertThat(names(GraphExport.of(diamond(), ExportedTexts.ALL)))
                .contains("mart.email", "tag pii", "tag unused", "product orders", "product empty");
    }

    @Test
    void holdsOfADomainItsCapsulesAndWhatTheyCarry() {
        GraphExport export = GraphExport.of(diamond(), new ExportScope("Sales", true, true, true));

        assertThat(names(export))
                .containsExactly("a", "a.email", "domain sales", "mart", "mart.email", "product orders", "tag pii");
        assertThat(export.graph().edgeSet()).hasSize(8);
    }

    @Test
    void knowsADomainByItsUrnToo() {
        assertThat(names(GraphExport.of(diamond(), new ExportScope(domain("ops").urn(), false, false, false))))
                .containsExactly("b", "domain ops", "other", "raw", "report");
    }

    @Test
    void refusesADomainThatIsNotThere() {
        assertThatThrownBy(() -> GraphExport.of(diamond(), new ExportScope("nowhere", false, false, false)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void holdsTheLineageWithEveryEdgeOfADiamond() {
        GraphExport export = lineage(diamond(), "mart", Direction.UPSTREAM, 2);

        assertThat(names(export)).containsExactly("a", "b", "mart", "raw");
        assertThat(export.graph().edgeSet()).hasSize(4);
    }

    @Test
    void followsBothDirectionsWithoutTurning() {
        assertThat(names(lineage(diamond(), "mart", Direction.BOTH, 9)))
                .containsExactly("a", "b", "mart", "raw", "report");
        assertThat(names(lineage(diamond(), "mart", Direction.DOWNSTREAM, 1))).containsExactly("mart", "report");
    }

    @Test
    void holdsTheColumnsOfTheLineageOnRequest() {
        GraphSnapshot graph = diamond();
        int mart = graph.find(NodeKind.CAPSULE, urn("mart"));

        assertThat(names(GraphExport.of(graph, new LineageScope(mart, Direction.UPSTREAM, 1, true))))
                .containsExactly("a", "a.email", "b", "mart", "mart.email");
    }

    @Test
    void refusesADepthBelowOne() {
        assertThatThrownBy(() -> new LineageScope(0, Direction.BOTH, 0, false))
                .isInstanceOf(InvalidInputException.class);
    }

    @RepeatedTest(100)
    void holdsExactlyTheNodesWithinTheDepthAndEveryEdgeAmongThem(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Changes change = Changes.of();
        int size = 2 + random.nextInt(20);
        for (int i = 0; i < size; i++) {
            change.create(capsule("m" + i));
        }
        for (int i = 0; i < size; i++) {
            int from = i;
            random.ints(random.nextInt(4), 0, size).distinct().forEach(to -> change.flow("m" + from, "m" + to));
        }
        GraphSnapshot graph = GraphSnapshot.empty().apply(change.change(), new Revision(1));
        int depth = 1 + random.nextInt(4);
        var whole = new io.datacapsule.graph.SnapshotGraph(graph);
        var root = new io.datacapsule.graph.SnapshotGraph.Vertex(
                NodeKind.CAPSULE, graph.find(NodeKind.CAPSULE, urn("m0")));
        var down = new BFSShortestPath<>(whole).getPaths(root);
        var up = new BFSShortestPath<>(new EdgeReversedGraph<>(whole)).getPaths(root);
        var expected = new MaskSubgraph<>(
                whole, v -> !(down.getWeight(v) <= depth) && !(up.getWeight(v) <= depth), _ -> false);

        var exported = lineage(graph, "m0", Direction.BOTH, depth).graph();

        assertThat(exported.vertexSet()).isEqualTo(expected.vertexSet());
        assertThat(exported.edgeSet()).isEqualTo(expected.edgeSet());
    }

    @Test
    void isADirectedGraphThatCannotBeChanged() {
        var graph = GraphExport.of(diamond(), ExportedTexts.ALL).graph();

        GraphTests.requireDirected(graph);
        assertThat(graph.getType().isModifiable()).isFalse();
        assertThatThrownBy(() -> graph.removeVertex(graph.vertexSet().iterator().next()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void writesTheSameTextEveryTime(ExportFormat format) {
        assertThat(ExportedTexts.export(SampleGraphs.random(3), ExportedTexts.ALL, format))
                .isEqualTo(ExportedTexts.export(SampleGraphs.random(3), ExportedTexts.ALL, format));
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void tellsThatTheStreamFailed(ExportFormat format) {
        GraphExport export = GraphExport.of(SampleGraphs.hostile(), ExportedTexts.ALL);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left on device");
            }
        };

        assertThatThrownBy(() -> export.write(format, full))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left on device");
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void isKnownByItsName(ExportFormat format) {
        assertThat(ExportFormat.of(format.wireName())).isEqualTo(format);
    }

    @Test
    void listsTheFormatsWhenOneIsUnknown() {
        assertThatThrownBy(() -> ExportFormat.of("pdf"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("There is no export format 'pdf'; use one of graphml, dot, cypher, mermaid, json-ld, json.")
                .extracting("code")
                .isEqualTo("unknown_format");
    }
}
