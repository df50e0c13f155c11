package io.datacapsule.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.model.CapsuleDetails;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.Layer;
import io.datacapsule.model.NodeKind;
import io.datacapsule.model.NotFoundException;
import io.datacapsule.model.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogQueriesTests {

    private final CatalogQueries queries = new CatalogQueries();
    private final GraphSnapshot graph = new SampleCatalog()
            .with(SampleCatalog.capsule("raw_orders", "main", CapsuleType.SOURCE, Layer.BRONZE, "sales", null, 0))
            .with(SampleCatalog.capsule(
                    "stg_orders", "main", CapsuleType.MODEL, Layer.SILVER, "sales", "Clean orders", 2))
            .with(SampleCatalog.capsule("Customers", "main", CapsuleType.MODEL, Layer.GOLD, "crm", "People who buy", 1))
            .with(SampleCatalog.capsule("misc", "main", CapsuleType.SEED, null, null, "Mixed 😀 things", 0))
            .flow("raw_orders -> stg_orders -> Customers")
            .column("Customers", "id", "int", "Key", null)
            .column("Customers", "email", "text", null, "email")
            .column("stg_orders", "amount", "numeric", null, null)
            .column("stg_orders", "order_id", "int", "Key", null)
            .tag("Customers", "pii")
            .tag("Customers", "daily")
            .columnTag("Customers", "email", "pii")
            .graph();

    private static CapsuleFilter filter(
            String search, String layer, String type, String domain, String tag, Boolean pii) {
        return new CapsuleFilter(search, layer, type, domain, tag, pii, null, null, null, null, null, null, null);
    }

    private List<String> names(CapsuleFilter filter, String sort) {
        return queries.capsules(graph, new CapsuleQuery(filter, sort, 100, 0)).items().stream()
                .map(CapsuleSummary::name)
                .toList();
    }

    private List<String> columns(ColumnFilter filter, String sort) {
        return queries.columns(graph, new ColumnQuery(filter, sort, 100, 0)).items().stream()
                .map(ColumnView::name)
                .toList();
    }

    @Test
    void listsAllByNameWithoutRegardToCase() {
        assertThat(names(CapsuleFilter.ALL, null)).containsExactly("Customers", "misc", "raw_orders", "stg_orders");
        assertThat(names(CapsuleFilter.ALL, "-name")).containsExactly("stg_orders", "raw_orders", "misc", "Customers");
    }

    @Test
    void sortsByWhatIsAskedAndPutsTheUnknownLast() {
        assertThat(names(CapsuleFilter.ALL, "layer")).containsExactly("raw_orders", "stg_orders", "Customers", "misc");
        assertThat(names(CapsuleFilter.ALL, "-layer")).containsExactly("Customers", "stg_orders", "raw_orders", "misc");
        assertThat(names(CapsuleFilter.ALL, "-test_count"))
                .containsExactly("stg_orders", "Customers", "misc", "raw_orders");
        assertThat(names(CapsuleFilter.ALL, "-doc_coverage").subList(0, 2)).containsExactly("Customers", "stg_orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "urn",
                "capsule_type",
                "layer",
                "domain",
                "owner",
                "column_count",
                "doc_coverage",
                "created_at",
                "updated_at",
                "data_updated_at",
                "pii_column_count",
                "-name",
                "-layer",
                "-updated_at"
            })
    void pagesNeitherOverlapNorLeaveOut(String sort) {
        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < 6; offset++) {
            Page<CapsuleSummary> page = queries.capsules(graph, new CapsuleQuery(CapsuleFilter.ALL, sort, 1, offset));
            page.items().forEach(item -> paged.add(item.name()));
            assertThat(page.total()).isEqualTo(4);
        }

        assertThat(paged).isEqualTo(names(CapsuleFilter.ALL, sort)).hasSize(4);
    }

    @Test
    void combinesFiltersAndCountsTheFilteredSet() {
        assertThat(names(filter(null, "Silver", null, null, null, null), null)).containsExactly("stg_orders");
        assertThat(names(filter(null, "none", null, null, null, null), null)).containsExactly("misc");
        assertThat(names(filter(null, null, "source", "SALES", null, null), null))
                .containsExactly("raw_orders");
        assertThat(names(filter(null, null, null, null, "PII", null), null)).containsExactly("Customers");
        assertThat(names(filter(null, null, null, null, "nothing", null), null)).isEmpty();
        assertThat(names(filter(null, null, null, null, null, false), null))
                .containsExactly("misc", "raw_orders", "stg_orders");
        assertThat(names(filter("ORDERS clean", null, null, null, null, null), null))
                .containsExactly("stg_orders");
        assertThat(queries.capsules(graph, new CapsuleQuery(filter("orders", null, null, null, null, null), null, 1, 0))
                        .total())
                .isEqualTo(2);
    }

    @Test
    void namesTheParameterAndWhatItAllows() {
        assertThatThrownBy(() -> filter(null, "platinum", null, null, null, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("layer must be one of bronze, silver, gold, none; it is 'platinum'.");
        assertThatThrownBy(() -> filter(null, null, "table", null, null, null))
                .hasMessageContaining("capsule_type must be one of model, source");
        assertThatThrownBy(() -> new CapsuleQuery(CapsuleFilter.ALL, "size", 10, 0))
                .hasMessageContaining("sort must be one of name, urn");
        assertThatThrownBy(() -> new CapsuleQuery(CapsuleFilter.ALL, null, 0, 0))
                .hasMessage("limit must be between 1 and 1000; it is 0.");
        assertThatThrownBy(() -> new CapsuleQuery(CapsuleFilter.ALL, null, 1001, 0))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new ColumnQuery(ColumnFilter.ALL, null, 10, -1))
                .hasMessage("offset must not be negative; it is -1.");
        assertThatThrownBy(() -> filter("x".repeat(1001), null, null, null, null, null))
                .hasMessageContaining("search must have at most 1000 characters");
    }

    @Test
    void seesCapsulesThatCameOrWentInTheSameOrder() {
        assertThat(names(CapsuleFilter.ALL, null)).hasSize(4);
        GraphSnapshot without = graph.apply(
                new GraphChange(
                        Optional.empty(),
                        List.of(SampleCatalog.model("aaa", "main")),
                        List.of(),
                        List.of(new GraphChange.Ref(NodeKind.CAPSULE, SampleCatalog.urn("misc"))),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                graph.revision().next());

        assertThat(queries.capsules(without, new CapsuleQuery(CapsuleFilter.ALL, null, 10, 0))
                        .items())
                .extracting(CapsuleSummary::name)
                .containsExactly("aaa", "Customers", "raw_orders", "stg_orders");
        assertThat(names(CapsuleFilter.ALL, null)).contains("misc").doesNotContain("aaa");
    }

    @Test
    void listsColumnsByCapsuleAndPosition() {
        assertThat(columns(ColumnFilter.ALL, null)).containsExactly("id", "email", "amount", "order_id");
        assertThat(columns(ColumnFilter.ALL, "name")).containsExactly("amount", "email", "id", "order_id");
        assertThat(columns(ColumnFilter.of(SampleCatalog.urn("stg_orders")), null))
                .containsExactly("amount", "order_id");
        for (int offset = 0; offset < 5; offset++) {
            Page<ColumnView> page = queries.columns(graph, new ColumnQuery(ColumnFilter.ALL, null, 2, offset));
            assertThat(page.items().stream().map(ColumnView::name))
                    .isEqualTo(columns(ColumnFilter.ALL, null).stream()
                            .skip(offset)
                            .limit(2)
                            .toList());
            assertThat(page.total()).isEqualTo(4);
        }
    }

    @Test
    void filtersColumns() {
        assertThat(columns(new ColumnFilter(null, "ID", null, null, null, null, null, null, null), null))
                .containsExactly("id", "order_id");
        assertThat(columns(new ColumnFilter(null, null, "INT", null, null, false, null, null, true), "-name"))
                .containsExactly("order_id", "id");
        assertThat(columns(new ColumnFilter(null, null, null, "pii", "email", true, "pii", false, false), null))
                .containsExactly("email");
        assertThatThrownBy(() -> columns(ColumnFilter.of("urn:dcs:dbt:model:shop:nothing"), null))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void tellsAllOfOneCapsule() {
        CapsuleView view = CapsuleView.of(
                graph,
                NodeLookup.capsule(graph, SampleCatalog.urn("Customers")),
                new CapsuleDetails(SampleCatalog.urn("Customers"), "raw", null, "{\"a\":[1]}"));

        assertThat(view.columnCount()).isEqualTo(2);
        assertThat(view.docCoverage()).isEqualTo(0.5);
        assertThat(view.piiColumnCount()).isEqualTo(1);
        assertThat(view.tags()).containsExactly("daily", "pii");
        assertThat(view.upstreamCount()).isEqualTo(1);
        assertThat(view.domainName()).isEqualTo("crm");
        assertThat(view.domainId()).isNotNull();
        assertThat(view.sql()).isEqualTo("raw");
        assertThat(view.meta()).isEqualTo(Map.of("a", List.of(1)));
        assertThat(view.layer()).isEqualTo("gold");
    }

    @Test
    void countsEverythingOnce() {
        CapsuleStatistics capsules = CapsuleStatistics.of(graph);
        ColumnStatistics columns = ColumnStatistics.of(graph);

        assertThat(capsules.total()).isEqualTo(4);
        assertThat(capsules.byType())
                .containsExactly(Map.entry("model", 2L), Map.entry("seed", 1L), Map.entry("source", 1L));
        assertThat(capsules.byDomain()).containsExactly(Map.entry("sales", 2L), Map.entry("crm", 1L));
        assertThat(capsules.withoutLayer()).isEqualTo(1);
        assertThat(capsules.withPii()).isEqualTo(1);
        assertThat(capsules.withTests()).isEqualTo(2);
        assertThat(capsules.tests()).isEqualTo(3);
        assertThat(capsules.lineageEdges()).isEqualTo(2);
        assertThat(capsules.docCoverage()).isEqualTo(0.5);
        assertThat(columns.total()).isEqualTo(4);
        assertThat(columns.byPiiType()).containsExactly(Map.entry("email", 1L));
        assertThat(columns.byDataType()).containsEntry("int", 2L);
        assertThat(columns.described()).isEqualTo(2);
    }

    @Test
    void answersZeroForAnEmptyGraph() {
        GraphSnapshot empty = GraphSnapshot.empty();

        assertThat(CapsuleStatistics.of(empty))
                .isEqualTo(new CapsuleStatistics(
                        0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                        Map.of(), 0, 0, 0, 0));
        assertThat(ColumnStatistics.of(empty))
                .isEqualTo(new ColumnStatistics(0, 0, Map.of(), Map.of(), Map.of(), 0, 0, 0, 0));
        assertThat(queries.capsules(empty, new CapsuleQuery(CapsuleFilter.ALL, null, 10, 0))
                        .total())
                .isZero();
        assertThat(queries.columns(empty, new ColumnQuery(ColumnFilter.ALL, null, 10, 0))
                        .items())
                .isEmpty();
    }

    @Test
    void listsTagsAndDomainsWithTheirCounts() {
        assertThat(TagView.page(graph, null, 10, 0).items())
                .extracting(TagView::name, TagView::capsuleCount, TagView::columnCount)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("daily", 1, 0),
                        org.assertj.core.groups.Tuple.tuple("pii", 1, 1));
        assertThat(TagView.page(graph, "PI", 10, 0).total()).isEqualTo(1);
        assertThat(DomainView.page(graph, null, 1, 1).items())
                .extracting(DomainView::name, DomainView::capsuleCount)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("sales", 2));
    }

    @Test
    void cutsTextWithoutBreakingCharacters() {
        assertThat(Text.cut("abc😀def", 5)).isEqualTo("abc…");
        assertThat(Text.cut("abc", 3)).isEqualTo("abc");
    }
}
