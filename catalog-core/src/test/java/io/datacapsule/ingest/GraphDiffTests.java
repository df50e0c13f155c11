package io.datacapsule.ingest;

import static io.datacapsule.ingest.Asserted.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.GraphDiff.Difference;
import io.datacapsule.model.Capsule;
import io.datacapsule.model.Column;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.Edge;
import io.datacapsule.model.EdgeProperties;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.Owner;
import io.datacapsule.model.Relation;
import io.datacapsule.model.Tag;
import io.datacapsule.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GraphDiffTests {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final DiffOptions CLEANUP = new DiffOptions(true, 1, false);

    private GraphSnapshot graph = GraphSnapshot.empty();

    private ChangeCounts ingest(Asserted asserted) {
        return ingest(asserted, DiffOptions.KEEP).counts();
    }

    private Difference ingest(Asserted asserted, DiffOptions options) {
        Difference difference = GraphDiff.between(graph, asserted.build(), options, UUID.randomUUID(), NOW);
        if (!difference.change().isEmpty()) {
            graph = graph.apply(difference.change(), graph.revision().next());
        }
        return difference;
    }

    private Capsule capsule(String project, String model) {
        return graph.capsule(graph.find(NodeKind.CAPSULE, urn(project, model)));
    }

    private Column column(String project, String model, String column) {
        return graph.column(graph.find(NodeKind.COLUMN, Urn.column(urn(project, model), column)));
    }

    private List<String> upstream(String project, String model) {
        return neighbours(true, Relation.FLOWS_TO, NodeKind.CAPSULE, urn(project, model));
    }

    private List<String> neighbours(boolean in, Relation relation, NodeKind kind, String urn) {
        int row = graph.find(kind, urn);
        var edges = in ? graph.in(relation) : graph.out(relation);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < edges.degree(row); i++) {
            names.add(graph.name(in ? relation.from() : relation.to(), edges.neighbour(row, i)));
        }
        return names;
    }

    @Test
    void createsWhatIsNew() {
        ChangeCounts counts = ingest(Asserted.by("shop")
                .flow("raw -> stg -> mart")
                .model("mart")
                .column("id", "int")
                .column("email", "text"));

        assertThat(counts).isEqualTo(new ChangeCounts(3, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0));
        assertThat(upstream("shop", "mart")).containsExactly("stg");
        assertThat(capsule("shop", "mart").createdAt()).isEqualTo(NOW);
        assertThat(graph.columns(graph.find(NodeKind.CAPSULE, urn("shop", "mart"))))
                .extracting(Column::name)
                .containsExactly("id", "email");
    }

    @Test
    void writesNothingWhenTheSourceIsUnchanged() {
        Asserted shop = Asserted.by("shop")
                .flow("raw -> stg")
                .tag("daily")
                .domain("sales")
                .owner("ann")
                .column("id", "int")
                .columnTag("key");
        ingest(shop);

        Difference again = ingest(shop, CLEANUP);

        assertThat(again.change().isEmpty()).isTrue();
        assertThat(again.counts()).isEqualTo(new ChangeCounts(0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0));
    }

    @Test
    void aRunWithoutCatalogErasesNeitherTypesNorColumnsThatOnlyACatalogKnows() {
        ingest(Asserted.by("shop").model("orders").column("id", "int").catalogColumn("hidden", "text"));

        Difference without =
                ingest(Asserted.by("shop").withoutCatalog().model("orders").column("id", "ignored"), CLEANUP);

        assertThat(without.change().isEmpty()).isTrue();
        assertThat(column("shop", "orders", "id").dataType()).isEqualTo("int");
        assertThat(column("shop", "orders", "hidden").dataType()).isEqualTo("text");
        assertThat(capsule("shop", "orders").columnsAsOf()).isEqualTo(Asserted.RUN);
    }

    @Test
    void aColumnThatTheCatalogNoLongerHasGoes() {
        ingest(Asserted.by("shop").model("orders").column("id", "int").column("old", "int"));

        ChangeCounts counts = ingest(Asserted.by("shop").model("orders").column("id", "int"));

        assertThat(counts.columnsRemoved()).isEqualTo(1);
        assertThat(graph.count(NodeKind.COLUMN)).isEqualTo(1);
    }

    @Test
    void aDocumentedColumnThatTheManifestDropsGoesWithoutACatalogToo() {
        ingest(Asserted.by("shop")
                .withoutCatalog()
                .model("orders")
                .column("id", "")
                .column("old", ""));

        ingest(Asserted.by("shop").withoutCatalog().model("orders").column("id", ""));

        assertThat(graph.count(NodeKind.COLUMN)).isEqualTo(1);
    }

    @Test
    void aManifestWithoutCompiledSqlKeepsTheTimeOfTheSqlItDoesNotReplace() {
        ingest(Asserted.by("shop").model("orders").sql("select 1"));

        ingest(Asserted.by("shop").model("orders"));

        assertThat(capsule("shop", "orders").sqlAsOf()).isEqualTo(Asserted.RUN);
    }

    @Test
    void keepsOrphansAndCountsThemUnlessAskedToCleanUp() {
        ingest(Asserted.by("shop").flow("raw -> stg -> mart"));

        ChangeCounts kept = ingest(Asserted.by("shop").flow("raw -> stg"));
        Difference removed = ingest(Asserted.by("shop").flow("raw -> stg"), CLEANUP);

        assertThat(kept.capsulesOrphaned()).isEqualTo(1);
        assertThat(removed.removed()).containsExactly(urn("shop", "mart"));
        assertThat(removed.counts().capsulesRemoved()).isEqualTo(1);
        assertThat(removed.counts().edgesRemoved()).isEqualTo(1);
        assertThat(graph.count(NodeKind.CAPSULE)).isEqualTo(2);
    }

    @Test
    void refusesToRemoveMoreThanTheAllowedShareUnlessForced() {
        ingest(Asserted.by("shop").flow("a -> b -> c"));
        Asserted less = Asserted.by("shop").model("a");

        assertThatThrownBy(() -> ingest(less, new DiffOptions(true, 0.3, false)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("2 of the 3 capsules of dbt:shop");
        assertThat(ingest(less, new DiffOptions(true, 0.3, true)).counts().capsulesRemoved())
                .isEqualTo(2);
    }

    @Test
    void cleanUpLeavesWhatOtherSourcesAssert() {
        ingest(Asserted.by("shop").flow("a -> b"));
        ingest(Asserted.by("bank").flow("x -> y"));

        ingest(Asserted.by("shop").model("a"), CLEANUP);

        assertThat(graph.count(NodeKind.CAPSULE)).isEqualTo(3);
        assertThat(upstream("bank", "y")).containsExactly("x");
    }

    @Test
    void aTagThatAPersonAddedSurvivesAReingest() {
        ingest(Asserted.by("shop").model("orders").tag("daily"));
        String tag = Urn.catalog("tag", "gold-standard");
        graph = graph.apply(
                new GraphChange(
                        Optional.empty(),
                        List.of(new Tag(tag, UUID.randomUUID(), "gold-standard", null, null, null, List.of("user"))),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Edge(
                                Relation.CAPSULE_TAGGED,
                                urn("shop", "orders"),
                                tag,
                                new EdgeProperties(List.of("user"), Map.of("added_by", "ann")))),
                        List.of(),
                        List.of()),
                graph.revision().next());

        ingest(Asserted.by("shop").model("orders"), CLEANUP);

        assertThat(neighbours(false, Relation.CAPSULE_TAGGED, NodeKind.CAPSULE, urn("shop", "orders")))
                .containsExactly("gold-standard");
        assertThat(graph.count(NodeKind.TAG)).isEqualTo(1);
    }

    @Test
    void aNewDomainReplacesTheOldOneWhichGoesWhenNothingUsesIt() {
        ingest(Asserted.by("shop").model("orders").domain("sales"));

        ingest(Asserted.by("shop").model("orders").domain("finance"));

        assertThat(neighbours(false, Relation.IN_DOMAIN, NodeKind.CAPSULE, urn("shop", "orders")))
                .containsExactly("finance");
        assertThat(graph.count(NodeKind.DOMAIN)).isEqualTo(1);
    }

    @Test
    void theOwningProjectSpeaksForItsCapsuleWhicheverComesFirst() {
        Asserted owner = Asserted.by("platform")
                .flow("raw -> orders")
                .model("orders")
                .description("as the owner says")
                .column("id", "int");
        Asserted user = Asserted.by("finance")
                .flow("stale -> orders -> revenue")
                .model("orders")
                .external("platform")
                .description("hearsay")
                .model("stale")
                .external("platform");

        ingest(user);
        assertThat(capsule("platform", "orders").external()).isTrue();
        ingest(owner);
        GraphSnapshot userFirst = graph;
        graph = GraphSnapshot.empty();
        ingest(owner);
        ingest(user);

        for (GraphSnapshot each : List.of(userFirst, graph)) {
            graph = each;
            assertThat(capsule("platform", "orders").description()).isEqualTo("as the owner says");
            assertThat(capsule("platform", "orders").external()).isFalse();
            assertThat(capsule("platform", "orders").assertedBy()).containsExactly("dbt:finance", "dbt:platform");
            assertThat(upstream("platform", "orders")).containsExactly("raw");
            assertThat(upstream("finance", "revenue")).containsExactly("orders");
        }
    }

    @Test
    void aDependencyThatIsGoneTakesItsEdgeAlong() {
        ingest(Asserted.by("shop").flow("a -> c, b -> c"));

        ChangeCounts counts = ingest(Asserted.by("shop").model("b").flow("a -> c"));

        assertThat(counts.edgesRemoved()).isEqualTo(1);
        assertThat(upstream("shop", "c")).containsExactly("a");
    }

    @Test
    void anOwnersAddressIsTakenFromWhoToldItFirstAndKeptWhenARunDoesNotTellIt() {
        ingest(Asserted.by("shop").model("a").owner("Ana"));
        assertThat(email("Ana")).isEmpty();

        ingest(Asserted.by("shop").email("Ana", "ana@shop.example").model("a").owner("Ana"));
        assertThat(email("Ana")).contains("ana@shop.example");

        Difference again = ingest(
                Asserted.by("shop").email("Ana", "ana@shop.example").model("a").owner("Ana"), CLEANUP);
        Difference silent = ingest(Asserted.by("shop").model("a").owner("Ana"), CLEANUP);
        Difference other = ingest(
                Asserted.by("crm").email("Ana", "ana@crm.example").model("b").owner("Ana"), CLEANUP);

        assertThat(again.change().isEmpty()).isTrue();
        assertThat(silent.change().isEmpty()).isTrue();
        assertThat(other.change().updated()).isEmpty();
        assertThat(email("Ana")).contains("ana@shop.example");
    }

    private Optional<String> email(String owner) {
        int row = graph.find(NodeKind.OWNER, Urn.catalog("owner", owner));
        return graph.node(NodeKind.OWNER, row) instanceof Owner known
                ? Optional.ofNullable(known.email())
                : Optional.empty();
    }
}
