package io.datacapsule.ingest.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.ingest.Asserted;
import io.datacapsule.sql.TableName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What names of tables and selectors of dbt mean in a catalog of two projects, whose tables all are in {@code db.main}. */
class LookupTests {

    private final IngestedCatalog catalog = new IngestedCatalog();

    @BeforeEach
    void fill() {
        catalog.ingest(Asserted.by("shop")
                .flow("raw -> stg -> orders -> mart, stg -> other")
                .model("orders")
                .tag("nightly")
                .model("mart")
                .tag("nightly", "gold")
                .model("orders_v2x"));
        catalog.ingest(Asserted.by("web_site").model("mart").model("visits"));
    }

    private CatalogLookup.Answer find(DataRef data) {
        return new CatalogLookup(catalog.graph(), Set.of()).find(data);
    }

    private static List<String> names(CatalogLookup.Answer answer) {
        return answer.urns().stream()
                .map(urn -> urn.substring("urn:dcs:dbt:model:".length()).replace(".main:", "."))
                .toList();
    }

    private CatalogLookup.Answer select(String project, String... selectors) {
        return find(new DataRef.Dbt(List.of(selectors), List.of(), List.of("model"), project));
    }

    @ParameterizedTest
    @CsvSource({
        "orders, shop.orders",
        "+orders, shop.orders shop.raw shop.stg",
        "1+orders, shop.orders shop.stg",
        "stg+1, shop.orders shop.other shop.stg",
        "tag:nightly, shop.mart shop.orders",
        "'tag:nightly,tag:gold', shop.mart",
        "model.shop.orders, shop.orders",
        "shop.orders, shop.orders",
        "shop.any.folder.orders, shop.orders",
        "web_site, web_site.mart web_site.visits",
        "package:web_site, web_site.mart web_site.visits",
    })
    void selectsWhatDbtWould(String selector, String expected) {
        assertThat(String.join(" ", names(select("", selector)))).isEqualTo(expected);
    }

    @Test
    void theFolderOfAProjectTellsWhichOfTwoModelsIsMeant() {
        assertThat(select("", "mart").code()).isEqualTo("ambiguous_dbt_node");
        assertThat(names(select("Web-Site", "mart"))).containsExactly("web_site.mart");
        assertThat(names(select("web_site"))).containsExactly("web_site.mart", "web_site.visits");
        assertThat(select("").code()).isEqualTo("unknown_dbt_project");
    }

    @Test
    void leavesOutWhatIsExcludedAndUnionsWhatIsSelected() {
        DataRef.Dbt command = new DataRef.Dbt(
                List.of("stg+", "visits"), List.of("tag:gold", "unknown"), List.of("model", "seed"), "");

        assertThat(names(find(command))).containsExactly("shop.orders", "shop.other", "shop.stg", "web_site.visits");
    }

    @ParameterizedTest
    @CsvSource({
        "@orders, unread_dbt_selector",
        "state:modified, unread_dbt_selector",
        "config.materialized:table, unread_dbt_selector",
        "sta*, unread_dbt_selector",
        "orders++, unread_dbt_selector",
        "'', unread_dbt_selector",
        "nothing, unknown_dbt_node",
        "tag:nothing, unknown_dbt_node",
        "99999999999+orders, unread_dbt_selector",
    })
    void saysWhatItCouldNotSelect(String selector, String code) {
        assertThat(select("shop", selector).code()).isEqualTo(code);
        assertThat(select("shop", selector).urns()).isEmpty();
    }

    @Test
    void findsATableByAsMuchOfItsNameAsIsGiven() {
        assertThat(names(find(new DataRef.Table(new TableName("DB", "Main", "ORDERS")))))
                .containsExactly("shop.orders");
        assertThat(names(find(new DataRef.Table(TableName.of("orders"))))).containsExactly("shop.orders");
        assertThat(names(find(new DataRef.Table(new TableName("db", "main", "mart")))))
                .as("both projects say that they have this table")
                .containsExactly("shop.mart", "web_site.mart");
        assertThat(find(new DataRef.Table(new TableName("db", "else", "orders")))
                        .code())
                .isEqualTo("unknown_table");
        assertThat(find(new DataRef.Table(new TableName("else", "main", "orders")))
                        .code())
                .isEqualTo("unknown_table");
    }
}
