package io.datacapsule.ingest.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Column;
import io.datacapsule.model.Layer;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The example project shows what the catalog can tell. */
class ExampleProjectTests {

    private static final ReadResult PROJECT =
            ReadResult.of(DbtArtifacts.in(Path.of("..", "cli", "src", "main", "resources", "demo")), null);

    @Test
    void readsWithoutALossButForItsMacro() {
        assertThat(PROJECT.warned()).containsOnlyKeys("left_out_macro");
        assertThat(PROJECT.graph().source()).isEqualTo("dbt:northwind_coffee");
    }

    @Test
    void hasEveryKindOfCapsuleInEveryLayer() {
        assertThat(capsules().map(asserted -> asserted.capsule().type()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        CapsuleType.MODEL,
                        CapsuleType.SOURCE,
                        CapsuleType.SEED,
                        CapsuleType.SNAPSHOT,
                        CapsuleType.EXPOSURE,
                        CapsuleType.ANALYSIS);
        assertThat(capsules().map(asserted -> asserted.capsule().layer()).collect(Collectors.toSet()))
                .contains(Layer.values());
        assertThat(capsules().map(asserted -> asserted.capsule().domain()).collect(Collectors.toSet()))
                .contains("finance", "customer", "operations", "merchandising", "marketing", "sales");
    }

    @Test
    void hasCompiledCodeAndColumnsForEveryModel() {
        assertThat(capsules().filter(asserted -> asserted.capsule().type() == CapsuleType.MODEL))
                .hasSizeGreaterThan(25)
                .allSatisfy(asserted -> {
                    assertThat(asserted.sqlCompiled()).isTrue();
                    assertThat(asserted.columns()).isNotEmpty();
                    assertThat(asserted.upstream()).isNotEmpty();
                });
    }

    @Test
    void leadsPersonalDataFromSourcesIntoReports() {
        assertThat(PROJECT.column("source.northwind_coffee.shop.customers", "email")
                        .piiType())
                .isEqualTo("email");
        assertThat(PROJECT.column("model.northwind_coffee.rpt_customer_churn", "email")
                        .piiType())
                .isEqualTo("email");
        assertThat(capsules()
                        .flatMap(asserted -> asserted.columns().stream())
                        .map(Column::piiType)
                        .filter(type -> type != null)
                        .distinct())
                .hasSizeGreaterThan(6);
    }

    private static Stream<AssertedCapsule> capsules() {
        return PROJECT.graph().capsules().stream();
    }
}
