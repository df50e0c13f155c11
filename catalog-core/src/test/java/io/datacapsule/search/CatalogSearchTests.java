package io.datacapsule.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.InMemoryGraphStore;
import io.datacapsule.ingest.Asserted;
import io.datacapsule.ingest.DiffOptions;
import io.datacapsule.ingest.GraphDiff;
import io.datacapsule.model.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogSearchTests {

    private final CatalogGraph graph = CatalogGraph.open(new InMemoryGraphStore());
    private final CatalogSearch search = CatalogSearch.over(graph);

    @AfterEach
    void stop() {
        search.close();
        graph.close();
    }

    private void ingest(Asserted project) {
        graph.apply(snapshot -> GraphDiff.between(
                        snapshot, project.build(), new DiffOptions(true, 1, true), UUID.randomUUID(), Instant.EPOCH)
                .change());
    }

    /** The answer of an index that has caught up, however slow the machine. */
    private SearchAnswer complete(SearchRequest request) {
        SearchAnswer answer = search.search(request);
        for (int attempt = 0; attempt < 60 && !answer.complete(); attempt++) {
            answer = search.search(request);
        }
        assertThat(answer.complete()).isTrue();
        return answer;
    }

    private List<String> names(String text) {
        return complete(SearchRequest.of(text, 20)).items().stream()
                .map(SearchAnswer.Hit::name)
                .toList();
    }

    @Test
    void ranksTheExactNameFirstThenNamesThenTheRest() {
        ingest(Asserted.by("shop")
                .model("orders_daily")
                .model("stg_orders")
                .model("orders")
                .model("customers")
                .description("one row per person with orders")
                .model("events")
                .column("orders", "int"));

        assertThat(names("orders")).containsExactly("orders", "orders_daily", "stg_orders", "customers", "events");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dim_customers",
                "DIM_CUSTOMERS",
                "customers",
                "custom",
                "dim cust",
                "custmers",
                "cutsomers",
                "dimCustomers",
                "customers dim"
            })
    void findsANameWholeBegunMisspeltAndInAnyCase(String text) {
        ingest(Asserted.by("shop").model("dim_customers").model("fct_orders"));

        assertThat(names(text)).contains("dim_customers").doesNotContain("fct_orders");
    }

    @Test
    void putsAMisspeltNameThatGoesOnBeforeColumns() {
        ingest(Asserted.by("shop")
                .model("a_report")
                .column("customer_id", "int")
                .model("customers"));

        SearchAnswer answer = complete(SearchRequest.of("custmer", 5));

        assertThat(answer.total()).isEqualTo(2);
        assertThat(answer.items()).extracting(SearchAnswer.Hit::name).containsExactly("customers", "a_report");
        assertThat(answer.items()).extracting(SearchAnswer.Hit::matched).containsExactly(List.of("name"), List.of());
    }

    @Test
    void saysWhichColumnsMatched() {
        ingest(Asserted.by("shop")
                .model("people")
                .column("email_address", "text")
                .column("id", "int"));

        SearchAnswer answer = complete(SearchRequest.of("email", 5));

        assertThat(answer.items()).singleElement().satisfies(hit -> {
            assertThat(hit.columns()).containsExactly("email_address");
            assertThat(hit.matched()).containsExactly("columns");
        });
    }

    @Test
    void findsWhatWasJustWrittenAndForgetsWhatIsGone() {
        ingest(Asserted.by("shop").model("alpha").tag("finance"));
        assertThat(names("finance")).containsExactly("alpha");

        ingest(Asserted.by("shop").model("beta"));

        assertThat(names("alpha")).isEmpty();
        assertThat(names("finance")).isEmpty();
        assertThat(names("beta")).containsExactly("beta");
    }

    @Test
    void filtersAndPages() {
        Asserted project = Asserted.by("shop");
        for (int i = 0; i < 30; i++) {
            project.model("orders_" + (char) ('a' + i % 26) + i).domain(i % 2 == 0 ? "sales" : "ops");
        }
        ingest(project);

        SearchAnswer page = complete(new SearchRequest("orders", "model", null, "Sales", 10, 10));

        assertThat(page.total()).isEqualTo(15);
        assertThat(page.items()).hasSize(5).allMatch(hit -> "sales".equals(hit.domain()));
        assertThat(page.complete()).isTrue();
        assertThat(page.revision()).isEqualTo(graph.snapshot().revision());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "a:b AND (c",
                "\"",
                "[* TO *]",
                "+-&&||!(){}^~?\\/",
                "😀",
                "\u0000",
                "שלום",
                "\ud83d",
                "_"
            })
    void takesAnyTextLiterally(String text) {
        ingest(Asserted.by("shop").model("orders"));

        assertThat(names(text)).isEmpty();
    }

    @Test
    void prefersNamesThatBeginWithTheTextThenWordsOfTheNameThenBegunOnes() {
        ingest(Asserted.by("shop")
                .model("a_order")
                .model("order_lines")
                .model("b_orders")
                .model("order")
                .model("z")
                .tag("order")
                .model("y")
                .column("order_id", "int"));

        assertThat(names("order")).containsExactly("order", "order_lines", "a_order", "b_orders", "y", "z");
    }

    @Test
    void answersTheSameTotalOnEveryPageAndEachHitOnce() {
        Asserted project = Asserted.by("shop");
        for (int i = 0; i < 57; i++) {
            project.model((i % 2 == 0 ? "orders_" : "old_orders_") + i).description("of orders");
        }
        ingest(project);
        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < 60; offset += 10) {
            SearchAnswer page = complete(new SearchRequest("orders", null, null, null, 10, offset));
            assertThat(page.total()).isEqualTo(57);
            page.items().forEach(hit -> paged.add(hit.name()));
        }

        assertThat(paged).hasSize(57).doesNotHaveDuplicates();
        assertThat(paged)
                .isEqualTo(complete(SearchRequest.of("orders", 100)).items().stream()
                        .map(SearchAnswer.Hit::name)
                        .toList());
    }

    @Test
    void findsANameThatIsNoWord() {
        ingest(Asserted.by("shop").model("😀").model("orders"));

        assertThat(names("😀")).containsExactly("😀");
    }

    @Test
    void boundsWhatIsAsked() {
        ingest(Asserted.by("shop").model("orders"));

        assertThat(names("orders ".repeat(5_000))).containsExactly("orders");
        assertThatThrownBy(() -> SearchRequest.of("x", 101))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void neverMissesWhatWasJustWritten() {
        for (int i = 0; i < 300; i++) {
            String name = "fresh" + (char) ('a' + i % 26) + (char) ('a' + i / 26);
            ingest(Asserted.by("shop").model(name));

            assertThat(names(name)).containsExactly(name);
        }
    }
}
