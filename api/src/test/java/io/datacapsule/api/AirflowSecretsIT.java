package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.datacapsule.api.airflow.MockAirflow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** No secret of an ingestion is found anywhere but where it was sent to. Whatever is one is called a canary. */
class AirflowSecretsIT {

    private static final String BASIC =
            Base64.getEncoder().encodeToString("canary-user-4711:canary-password-4711".getBytes());

    @Test
    void keepsSecretsOutOfJobsAuditErrorsExportsAndTheLog() throws IOException {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        List<String> shown = new ArrayList<>();
        try (AirflowServer server = new AirflowServer();
                MockAirflow airflow = new MockAirflow("v1", "").with("sales", "t")) {
            root.addAppender(log);
            airflow.instead("/version", 2, MockAirflow.json(401, "{\"detail\": \"no canary-token-4711\"}"))
                    .instead(
                            "/version",
                            2,
                            MockAirflow.json(401, "{\"detail\": \"no " + BASIC + " canary-password-4711\"}"));
            Api api = server.api;
            String url = airflow.url();
            for (String body : List.of(
                    bearer(url, "canary-token-4711"),
                    basic(url),
                    bearer(url, "canary-token-4711"),
                    basic(url),
                    "{\"base_url\": \"" + url + "\", \"auth_mode\": \"bearer_env\"}",
                    "{\"base_url\": \"" + url.replace("//", "//admin:canary-url-4711@") + "\"}",
                    "{\"base_url\": \"" + url + "?token=canary-query-4711\"}",
                    bearer(url, "canary-token\\u0001-4711"),
                    bearer("http://10.0.0.1", "canary-token-4711"),
                    "{\"base_url\": \"" + url + "\", \"token\": {\"x\": \"canary-json-4711\"}}",
                    "{\"base_url\": \"" + url + "\", \"token\": \"canary-json-4711")) {
                shown.add(api.post("/ingest/airflow?wait=true", body).text());
            }
            for (JsonNode job : api.get("/ingest/jobs").json().path("items")) {
                shown.add(api.get("/ingest/jobs/" + job.path("id").asString()).text());
                shown.add(api.post("/ingest/jobs/" + job.path("id").asString() + "/retry?wait=true", "{}")
                        .text());
            }
            shown.add(api.get("/ingest/history?source_type=airflow").text());
            shown.add(api.get("/audit?limit=1000").text());
            shown.add(api.get("/graph/export?format=json").text());
            shown.add(api.get("/ingest/jobs/" + UUID.randomUUID()).text());
            assertThat(api.get("/ingest/history?source_type=airflow")
                            .json()
                            .path("total")
                            .asInt())
                    .isGreaterThanOrEqualTo(8);
        } finally {
            root.detachAppender(log);
        }

        assertThat(shown).allSatisfy(text -> assertThat(text).doesNotContain("canary", BASIC));
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getFormattedMessage()).doesNotContain("canary", BASIC));
    }

    private static String basic(String url) {
        return "{\"base_url\": \"" + url + "\", \"auth_mode\": \"basic_env\", \"username\": \"canary-user-4711\","
                + " \"password\": \"canary-password-4711\"}";
    }

    private static String bearer(String url, String token) {
        return "{\"base_url\": \"" + url + "\", \"auth_mode\": \"bearer_env\", \"token\": \"" + token + "\"}";
    }
}
