package io.datacapsule.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.ConflictException;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.NotFoundException;
import io.datacapsule.model.Urn;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class NodeLookupTests {

    private final GraphSnapshot graph = new SampleCatalog()
            .with(SampleCatalog.model("orders", "main"))
            .with(SampleCatalog.model("customers", "main"))
            .with(SampleCatalog.model("customers", "archive"))
            .column("orders", "id")
            .column("orders", "customer_id")
            .column("customers", "id")
            .tag("orders", "Finance")
            .graph();

    private String capsule(String reference) {
        return graph.urn(NodeKind.CAPSULE, NodeLookup.capsule(graph, reference));
    }

    private String column(String reference) {
        return graph.urn(NodeKind.COLUMN, NodeLookup.column(graph, reference));
    }

    @Test
    void findsByUrnAndById() {
        String urn = SampleCatalog.urn("orders");

        assertThat(capsule(urn)).isEqualTo(urn);
        assertThat(capsule(Urn.id(urn).toString())).isEqualTo(urn);
        assertThat(column(urn + ".id")).isEqualTo(urn + ".id");
        assertThat(column(Urn.id(urn + ".id").toString())).isEqualTo(urn + ".id");
    }

    @Test
    void findsAUrnWhicheverOfItsCharactersAreEncoded() {
        assertThat(capsule("urn:dcs:dbt:model:shop.main:%6frder%73")).isEqualTo(SampleCatalog.urn("orders"));
        assertThat(column("urn:dcs:dbt:model:shop.main:orders.%69d")).isEqualTo(SampleCatalog.urn("orders") + ".id");
    }

    @Test
    void findsADbtModelWithoutItsSchema() {
        assertThat(capsule("urn:dcs:dbt:model:shop:orders")).isEqualTo(SampleCatalog.urn("orders"));
        assertThat(column("urn:dcs:dbt:model:shop:orders.customer_id"))
                .isEqualTo(SampleCatalog.urn("orders") + ".customer_id");
    }

    @Test
    void listsTheCandidatesOfAnAmbiguousUrn() {
        assertThatThrownBy(() -> capsule("urn:dcs:dbt:model:shop:customers"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("name the schema")
                .hasFieldOrPropertyWithValue("code", "ambiguous_urn")
                .extracting("candidates", InstanceOfAssertFactories.list(String.class))
                .containsExactly(SampleCatalog.urn("customers", "archive"), SampleCatalog.urn("customers", "main"));
        assertThatThrownBy(() -> column("urn:dcs:dbt:model:shop:customers.id")).isInstanceOf(ConflictException.class);
    }

    @Test
    void doesNotMixProjectsOrTypes() {
        assertThatThrownBy(() -> capsule("urn:dcs:dbt:model:sho:orders")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> capsule("urn:dcs:dbt:seed:shop:orders")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> capsule("urn:dcs:dbt:model:shop:rders")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void suggestsSimilarNames() {
        assertThatThrownBy(() -> capsule("urn:dcs:dbt:model:shop.main:Orders"))
                .isInstanceOf(NotFoundException.class)
                .hasFieldOrPropertyWithValue("code", "capsule_not_found")
                .hasMessageContaining("Did you mean " + SampleCatalog.urn("orders") + "?");
        assertThatThrownBy(() -> column(SampleCatalog.urn("orders") + ".customerid"))
                .isInstanceOf(NotFoundException.class)
                .hasFieldOrPropertyWithValue("code", "column_not_found")
                .hasMessageContaining("Did you mean customer_id?");
    }

    @Test
    void namesTheTagsThatThereAre() {
        assertThatThrownBy(() -> NodeLookup.tag(graph, "hr")).hasMessageContaining("There are: Finance.");
    }

    @Test
    void saysWhatIsWrongWithOtherReferences() {
        assertThatThrownBy(() -> capsule("orders"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("its URN or its id");
        assertThatThrownBy(() -> capsule("00000000-0000-0000-0000-000000000000"))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> capsule("urn:dcs:dbt")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> column(SampleCatalog.urn("orders")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("names no column");
        assertThatThrownBy(() -> column("urn:dcs:dbt:model:shop.main:nothing.id"))
                .hasFieldOrPropertyWithValue("code", "capsule_not_found");
        assertThatThrownBy(() -> capsule("x".repeat(100_000)))
                .isInstanceOf(NotFoundException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }

    @Test
    void findsTagsByNameInAnyCase() {
        assertThat(graph.name(NodeKind.TAG, NodeLookup.tag(graph, "finance"))).isEqualTo("Finance");
        assertThatThrownBy(() -> NodeLookup.tag(graph, "hr")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> NodeLookup.domain(graph, "hr")).isInstanceOf(NotFoundException.class);
    }
}
