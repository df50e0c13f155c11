package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningServer.class)
class MetricsIT {

    private static final String ORDERS = "urn:dcs:dbt:model:northwind_coffee.marts:fct_orders";

    /** The client without the path of the API. */
    private static Api top(Api api) {
        return new Api(api.root().replace("/api/v1", ""), api.key());
    }

    private static String scrape(Api api) {
        Api.Answer answer = top(api).get("/metrics");
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }

    /** The sum of the series that begin like this. */
    private static double value(String scrape, String series) {
        return scrape.lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void countsRequestsByTheirRoute(Api api) {
        String before = scrape(api);

        api.get("/capsules/" + ORDERS);
        api.get("/capsules/urn:dcs:dbt:model:none:none");
        api.withoutKey().get("/capsules/" + ORDERS);
        api.get("/no/such/route");
        api.send("/capsules", request -> request.method("BREW", HttpRequest.BodyPublishers.noBody()));

        String after = scrape(api);
        for (String series : new String[] {
            "dab_http_requests_total{method=\"GET\",route=\"/api/v1/capsules/{urn}\",status_code=\"401\"}",
            "dab_http_requests_total{method=\"GET\",route=\"/api/v1/capsules/{urn}\",status_code=\"404\"}",
            "dab_http_requests_total{method=\"GET\",route=\"other\",status_code=\"404\"}",
            "dab_http_requests_total{method=\"other\",route=\"other\"",
            "dab_http_request_duration_seconds_bucket{method=\"GET\",route=\"/api/v1/capsules/{urn}\",le=\"+Inf\"}",
            "dab_http_request_duration_seconds_bucket{method=\"GET\",route=\"/api/v1/capsules/{urn}\",le=\"2.0\"}",
        }) {
            assertThat(value(after, series)).as(series).isGreaterThan(value(before, series));
        }
        assertThat(after).doesNotContain("urn:dcs", api.key(), "BREW", "such");
    }

    @Test
    void tellsWhatTheCatalogHoldsAndHowLongThingsTake(Api api) {
        api.upload("/ingest/dbt/upload?wait=true", Artifacts.demo());
        api.get("/capsules/" + ORDERS + "/lineage");
        api.post("/graph/query", "{\"query\":\"MATCH (c:Capsule) RETURN count(c)\"}");
        api.post("/graph/query", "{\"query\":\"MATCH (c:Capsule) RETURN count(c)\"}");

        String scrape = scrape(api);

        assertThat(value(scrape, "dab_capsule_count "))
                .isEqualTo(api.get("/capsules/stats").json().path("total").asDouble());
        assertThat(value(scrape, "dab_pii_column_count{pii_type=\"email\"}")).isPositive();
        assertThat(value(scrape, "dab_pii_column_count"))
                .isEqualTo(api.get("/capsules/stats").json().path("pii_columns").asDouble());
        assertThat(value(scrape, "dab_graph_revision "))
                .isEqualTo(api.get("/health").json().path("revision").asDouble());
        for (String positive : new String[] {
            "dab_ingestion_total{source_type=\"dbt\",status=\"completed\"}",
            "dab_ingestion_duration_seconds_count{status=\"completed\"}",
            "dab_ingestion_stage_duration_seconds_count{stage=\"deriving\"}",
            "dab_db_query_duration_seconds_count{operation=\"load\",store=\"neo4j\"}",
            "dab_db_query_duration_seconds_count{operation=\"query\",store=\"neo4j\"}",
            "dab_db_query_duration_seconds_count{operation=\"write\",store=\"postgresql\"}",
            "dab_lineage_duration_seconds_count{level=\"capsule\"}",
            "dab_cache_hits_total ",
            "dab_cache_misses_total ",
            "dab_snapshot_rows{kind=\"column\"}",
            "dab_snapshot_bytes ",
            "dab_writer_batch_rows_sum ",
            "dab_writer_batch_changes_count ",
            "dab_store_up{store=\"neo4j\"}",
            "dab_store_up{store=\"postgresql\"}",
            "dab_ready ",
            "dab_build_info{",
            "jvm_memory_used_bytes{area=\"heap\"",
            "process_uptime_seconds "
        }) {
            assertThat(value(scrape, positive)).as(positive).isPositive();
        }
        for (String there : new String[] {
            "dab_ingestion_total{source_type=\"dbt\",status=\"failed\"}",
            "dab_ingestion_running ",
            "dab_writer_queue ",
            "dab_graph_unwritten_rows "
        }) {
            assertThat(scrape).contains("\n" + there);
        }
    }

    @Test
    void keepsRoutesToThoseThereAre(Api api, RunningServer.Running running) {
        for (int i = 0; i < 30; i++) {
            api.get("/capsules/urn:dcs:dbt:model:x:y" + i);
            api.get("/nothing" + i);
        }

        String scrape = scrape(api);

        Set<String> routes = Pattern.compile("route=\"([^\"]*)\"")
                .matcher(scrape)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Set<String> known = SecurityIT.routes(running.server()).stream()
                .map(route -> route.substring(route.indexOf(' ') + 1))
                .collect(Collectors.toSet());
        known.add("other");
        assertThat(known).containsAll(routes);
    }

    @Test
    void speaksTheFormatThatIsAskedFor(Api api) {
        Api.Answer text = top(api).get("/metrics");
        Api.Answer open = top(api).send(
                        "/metrics",
                        request -> request.header(
                                "Accept",
                                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3"));

        assertThat(text.header("Content-Type")).startsWith("text/plain;version=0.0.4");
        assertThat(text.text()).doesNotContain("# EOF");
        assertThat(open.header("Content-Type")).startsWith("application/openmetrics-text;version=1.0.0");
        assertThat(open.text()).endsWith("# EOF\n");
    }

    @Test
    void isOpenOnThisMachineAndWithAKey(Api api) {
        Api nobody = top(api.withoutKey());

        assertThat(nobody.get("/metrics").status()).isEqualTo(200);
        for (String proxied : new String[] {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"}) {
            assertThat(nobody.send("/metrics", request -> request.header(proxied, "203.0.113.9"))
                            .status())
                    .as(proxied)
                    .isEqualTo(401);
        }
        assertThat(top(api.as(Role.READER))
                        .send("/metrics", request -> request.header("Via", "1.1 proxy"))
                        .status())
                .isEqualTo(200);
        assertThat(nobody.get("/metrics;x=1").status()).isNotEqualTo(200);
        assertThat(nobody.get("/metrics/").status()).isNotEqualTo(200);
    }

    @Test
    void isNotOpenToAPageWhoseNameLeadsHere(RunningServer.Running running) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", running.server().port())) {
            socket.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 401");
        }
    }
}
