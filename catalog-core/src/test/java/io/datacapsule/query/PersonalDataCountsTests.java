package io.datacapsule.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.graph.GraphSnapshot;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersonalDataCountsTests {

    @Test
    void countsColumnsByKind() {
        GraphSnapshot graph = new SampleCatalog()
                .flow("raw -> stg")
                .column("raw", "mail", "text", null, "email")
                .column("stg", "mail", "text", null, "email")
                .column("stg", "phone", "text", null, "phone")
                .column("stg", "amount")
                .graph();

        assertThat(PersonalDataCounts.of(graph)).isEqualTo(Map.of("email", 2L, "phone", 1L));
    }

    @Test
    void tellsOnlySoManyKindsApart() {
        SampleCatalog catalog = new SampleCatalog().flow("raw -> stg");
        for (int i = 0; i < 60; i++) {
            catalog.column("raw", "c" + i, "text", null, "kind_" + i);
        }
        catalog.column("stg", "long", "text", null, "k".repeat(100)).column("stg", "o", "text", null, "other");

        assertThat(PersonalDataCounts.of(catalog.graph()))
                .hasSizeLessThanOrEqualTo(51)
                .allSatisfy((kind, count) -> assertThat(kind).hasSizeLessThan(61))
                .containsEntry("other", 12L);
    }
}
