package io.datacapsule.api.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallKindTests {

    @ParameterizedTest
    @CsvSource({
        "GET,  api/v1/capsules,            STANDARD",
        "GET,  api/v1/docs,                STANDARD",
        "GET,  api/v1/graph/formats,       STANDARD",
        "GET,  api/v1/graph/export,        EXPENSIVE",
        "GET,  api/v1/graph/export/lineage/x, EXPENSIVE",
        "POST, api/v1/graph/query,         EXPENSIVE",
        "POST, api/v1/lineage/sql,         EXPENSIVE",
        "POST, api/v1/ingest/dbt/upload,   EXPENSIVE",
        "POST, api/v1/ingest/jobs/x/retry, EXPENSIVE",
        "POST, api/v1/admin/reset,         EXPENSIVE",
        "GET,  api/v1/ingest/jobs/x,       STANDARD",
        "GET,  x,                          STANDARD"
    })
    void tellsWhatIsExpensive(String method, String path, CallKind kind) {
        assertThat(CallKind.of(method, List.of(path.split("/")))).isEqualTo(kind);
    }
}
