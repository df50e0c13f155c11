package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(RunningServer.class)
class ProblemsIT {

    private static final String JSON = "application/json";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /nothing                       | 404 | route_not_found      | /api/v1/nothing",
                "POST   | /docs                          | 405 | method_not_allowed   | GET",
                "DELETE | /capsules                      | 405 | method_not_allowed   | GET",
                "GET    | /capsules?limit=many           | 400 | invalid_parameter    | 'limit'",
                "GET    | /capsules?limit=0              | 400 | invalid_parameter    | 1",
                "GET    | /capsules?offset=-1            | 400 | invalid_parameter    | offset",
                "GET    | /capsules?layer=copper         | 400 | invalid_parameter    | bronze, silver, gold",
                "GET    | /capsules?capsule_type=table   | 400 | invalid_parameter    | model",
                "GET    | /capsules?has_pii=maybe        | 400 | invalid_parameter    | true or false",
                "GET    | /capsules?sort=colour          | 400 | invalid_parameter    | column_count",
                "GET    | /capsules?layer=gold&layer=silver | 400 | invalid_parameter | more than once",
                "GET    | /capsules?limit=1&limit=2      | 400 | invalid_parameter    | 'limit'",
                "GET    | /capsules?lmit=1               | 400 | unknown_parameter    | limit",
                "GET    | /capsules/urn:dcs:x            | 400 | invalid_urn          | urn:dcs:{source}",
                "GET    | /capsules/none                 | 404 | capsule_not_found    | none",
                "GET    | /capsules/x/lineage?direction=sideways | 400 | invalid_parameter | upstream, downstream, both",
                "GET    | /columns/none                  | 404 | column_not_found     | none",
                "GET    | /search                        | 400 | missing_parameter    | 'q'",
                "GET    | /search?q=x&limit=1000         | 400 | invalid_parameter    | 100",
                "GET    | /graph/export?format=word      | 400 | unknown_format       | mermaid",
                "GET    | /graph/export?format=dot&domain=nowhere | 404 | domain_not_found | nowhere",
                "GET    | /ingest/jobs?status=lost       | 400 | invalid_parameter    | interrupted",
                "GET    | /ingest/jobs?source_type=%00   | 400 | invalid_parameter    | dbt, airflow",
                "GET    | /ingest/jobs/7                 | 400 | invalid_parameter    | identifier",
                "GET    | /ingest/jobs/00000000-0000-0000-0000-000000000000 | 404 | job_not_found | 00000000",
                "POST   | /ingest/jobs/00000000-0000-0000-0000-000000000000/retry | 404 | job_not_found | 00000000",
            })
    void namesWhatIsWrong(String method, String path, int status, String code, String detail, Api api) {
        Api.Answer answer =
                api.send(path.strip(), request -> request.method(method.strip(), HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code.strip());
        assertThat(problem.path("detail").asString()).contains(detail.strip());
        assertThat(problem.path("type").asString()).isEqualTo("urn:dcs:problem:" + code.strip());
        assertThat(problem.path("title").asString()).isNotEmpty();
        assertThat(problem.path("instance").asString()).startsWith("/api/v1/");
        assertThat(problem.path("request_id").asString()).isEqualTo(answer.header("X-Request-ID"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"manifest_path\":}     | 400 | invalid_body      | line 1, column",
                "{\"manifest\":\"x\"}     | 400 | invalid_body      | unknown field 'manifest'",
                "{\"dry_run\":\"soon\"}   | 400 | invalid_body      | dry_run",
                "{}                       | 400 | missing_parameter | manifest_path",
                "{\"manifest_path\":\"x\",\"max_orphan_share\":2} | 400 | invalid_parameter | max_orphan_share",
                "{\"manifest_path\":\"x\",\"project_name\":\"a\\u0000b\"} | 400 | invalid_parameter | project_name",
                "{\"manifest_path\":\"x\",\"force\":1} | 400 | invalid_body | force",
                "{\"manifest_path\":\"x\",\"manifest_path\":\"y\"} | 400 | invalid_body | manifest_path",
            })
    void namesWhatIsWrongWithABody(String body, int status, String code, String detail, Api api) {
        Api.Answer answer = api.post("/ingest/dbt", body.strip());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("code").asString()).isEqualTo(code.strip());
        assertThat(answer.json().path("detail").asString()).contains(detail.strip());
    }

    @Test
    void saysWhichMediaTypesThereAre(Api api) {
        Api.Answer unsupported = api.send(
                "/ingest/dbt",
                request -> request.header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofString("x")));
        Api.Answer unacceptable = api.send("/capsules", request -> request.header("Accept", "image/png"));

        assertThat(unsupported.status()).isEqualTo(415);
        assertThat(unsupported.json().path("detail").asString()).contains(JSON);
        assertThat(unacceptable.status()).isEqualTo(406);
        assertThat(unacceptable.json().path("detail").asString()).contains(JSON);
    }

    @Test
    void keepsARequestIdThatIsWellFormedAndReplacesOthers(Api api) {
        assertThat(api.send("/health/live", r -> r.header("X-Request-ID", "call-7.a_B"))
                        .header("X-Request-ID"))
                .isEqualTo("call-7.a_B");
        assertThat(api.send("/health/live", r -> r.header("X-Request-ID", "a b<c>"))
                        .header("X-Request-ID"))
                .matches("[0-9a-f]{16}");
    }

    @Test
    void answersAMalformedRequestLineAsAProblemToo(Api api) throws IOException {
        URI uri = URI.create(api.root());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream()
                    .write("GET /api/v1/capsules/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json")
                    .contains("X-Content-Type-Options: nosniff")
                    .contains("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'")
                    .contains("Referrer-Policy: no-referrer")
                    .doesNotContain("Tomcat")
                    .doesNotContain("Server:");
        }
    }
}
