package io.datacapsule.ingest.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Layer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerRulesTests {

    @ParameterizedTest
    @CsvSource({
        "bronze, BRONZE",
        "raw, BRONZE",
        "landing, BRONZE",
        "silver, SILVER",
        "staging, SILVER",
        "intermediate, SILVER",
        "gold, GOLD",
        "marts, GOLD",
        "mart, GOLD",
        "presentation, GOLD",
        "Gold, GOLD"
    })
    void readsTheLayerDeclaredInTheMetadata(String word, Layer layer) {
        assertThat(LayerRules.layer(
                        CapsuleType.MODEL, "stg_x", null, List.of("raw"), List.of(new Meta(Map.of("layer", word)))))
                .contains(layer);
    }

    @Test
    void believesConfigurationBeforeTheNode() {
        List<Meta> meta = List.of(new Meta(Map.of("layer", "gold")), new Meta(Map.of("layer", "silver")));

        assertThat(LayerRules.layer(CapsuleType.MODEL, "x", null, List.of(), meta))
                .contains(Layer.GOLD);
    }

    @Test
    void goesOnWhenTheDeclaredWordIsNoLayer() {
        assertThat(LayerRules.layer(
                        CapsuleType.MODEL,
                        "dim_x",
                        null,
                        List.of(),
                        List.of(new Meta(Map.of("layer", List.of("gold"))), new Meta(Map.of("layer", "platinum")))))
                .contains(Layer.GOLD);
    }

    @ParameterizedTest
    @CsvSource({
        "raw, BRONZE",
        "bronze, BRONZE",
        "landing, BRONZE",
        "staging, SILVER",
        "silver, SILVER",
        "intermediate, SILVER",
        "transform, SILVER",
        "mart, GOLD",
        "marts, GOLD",
        "gold, GOLD",
        "presentation, GOLD",
        "analytics, GOLD"
    })
    void readsTagsBeforeTheName(String tag, Layer layer) {
        assertThat(LayerRules.layer(CapsuleType.MODEL, "prep_x", null, List.of("nightly", tag), List.of()))
                .contains(layer);
    }

    @ParameterizedTest
    @CsvSource({
        "raw_orders, BRONZE",
        "source_orders, BRONZE",
        "src_orders, BRONZE",
        "orders_raw, BRONZE",
        "stg_orders, SILVER",
        "STG_ORDERS, SILVER",
        "staging_orders, SILVER",
        "int_orders, SILVER",
        "intermediate_orders, SILVER",
        "base_orders, SILVER",
        "prep_orders, SILVER",
        "dim_orders, GOLD",
        "fct_orders, GOLD",
        "fact_orders, GOLD",
        "mart_orders, GOLD",
        "rpt_orders, GOLD",
        "report_orders, GOLD",
        "agg_orders, GOLD",
        "metric_orders, GOLD"
    })
    void readsTheNameBeforeTheFolder(String name, Layer layer) {
        String misleading = layer == Layer.GOLD ? "models/staging/x.sql" : "models/marts/x.sql";

        assertThat(LayerRules.layer(CapsuleType.MODEL, name, misleading, List.of(), List.of()))
                .contains(layer);
    }

    @ParameterizedTest
    @CsvSource({
        "models/raw/x.sql, BRONZE",
        "models/sources/x.sql, BRONZE",
        "models/bronze/x.sql, BRONZE",
        "models/landing/x.sql, BRONZE",
        "models/staging/shop/x.sql, SILVER",
        "models/intermediate/x.sql, SILVER",
        "models/silver/x.sql, SILVER",
        "models/transform/x.sql, SILVER",
        "models/prep/x.sql, SILVER",
        "models/marts/finance/x.sql, GOLD",
        "models/gold/x.sql, GOLD",
        "models/presentation/x.sql, GOLD",
        "models/reports/x.sql, GOLD",
        "models/analytics/x.sql, GOLD",
        "models/core/x.sql, GOLD",
        "models/marts/finance/intermediate/x.sql, SILVER",
        "models/staging/marts/x.sql, GOLD",
        "models\\Staging\\x.sql, SILVER"
    })
    void takesTheMostSpecificFolder(String file, Layer layer) {
        assertThat(LayerRules.layer(CapsuleType.MODEL, "orders", file, List.of(), List.of()))
                .contains(layer);
    }

    @Test
    void takesSourcesAndSeedsForBronzeWhereverTheyAreDescribed() {
        assertThat(LayerRules.layer(CapsuleType.SOURCE, "dim_x", "models/staging/_sources.yml", List.of(), List.of()))
                .contains(Layer.BRONZE);
        assertThat(LayerRules.layer(CapsuleType.SEED, "x", "models/marts/x.csv", List.of(), List.of()))
                .contains(Layer.BRONZE);
        assertThat(LayerRules.layer(CapsuleType.SOURCE, "x", null, List.of("silver"), List.of()))
                .contains(Layer.SILVER);
    }

    @Test
    void tellsNoLayerWhereNothingSaysOne() {
        assertThat(LayerRules.layer(CapsuleType.MODEL, "orders", "models/finance/orders.sql", List.of(), List.of()))
                .isEmpty();
        assertThat(LayerRules.layer(CapsuleType.MODEL, "internal_orders", "staging.sql", List.of(), List.of()))
                .isEmpty();
    }
}
