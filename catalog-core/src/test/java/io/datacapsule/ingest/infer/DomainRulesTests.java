package io.datacapsule.ingest.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainRulesTests {

    private static final List<Meta> NONE = List.of();

    @Test
    void believesTheMetadataFirstThenTagThenGroupThenFolder() {
        List<Meta> meta = List.of(Meta.NONE, new Meta(Map.of("domain", "Finance ")));
        List<String> tags = List.of("nightly", "domain:Sales");
        String file = "models/marts/hr/x.sql";

        assertThat(DomainRules.domain(meta, tags, "ops", file)).contains("finance");
        assertThat(DomainRules.domain(NONE, tags, "ops", file)).contains("sales");
        assertThat(DomainRules.domain(NONE, List.of("domain:"), "Ops", file)).contains("ops");
        assertThat(DomainRules.domain(NONE, List.of(), null, file)).contains("hr");
    }

    @ParameterizedTest
    @CsvSource({
        "models/marts/finance/x.sql, finance",
        "models/finance/staging/x.sql, finance",
        "models/marts/finance/billing/x.sql, billing",
        "models/staging/Shop/_shop__sources.yml, shop",
        "models/sales/_private/x.sql, sales"
    })
    void takesTheDeepestFolderThatIsABusinessWord(String file, String domain) {
        assertThat(DomainRules.domain(NONE, List.of(), null, file)).contains(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models/staging/x.sql",
                "models/intermediate/x.sql",
                "models/marts/x.sql",
                "models/raw/x.sql",
                "models/sources/x.yml",
                "seeds/x.csv",
                "snapshots/x.sql",
                "models/reports/x.sql",
                "models/analytics/x.sql",
                "models/core/x.sql",
                "models/base/x.sql",
                "models/prep/x.sql",
                "models/transform/x.sql",
                "models/_finance/x.sql",
                "models/tmp/x.sql",
                "models/utils/x.sql",
                "data/x.csv",
                "./x.sql",
                "x.sql"
            })
    void tellsNoDomainFromTechnicalFolders(String file) {
        assertThat(DomainRules.domain(NONE, List.of(), null, file)).isEmpty();
    }
}
