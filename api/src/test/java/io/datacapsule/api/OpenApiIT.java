package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.api.airflow.AirflowInstances;
import io.datacapsule.api.catalog.Catalog;
import io.datacapsule.api.config.Settings;
import io.datacapsule.api.home.Home;
import io.datacapsule.api.ingest.AirflowSources;
import io.datacapsule.api.ingest.ArtifactSources;
import io.datacapsule.api.ingest.IngestRoots;
import io.datacapsule.api.ingest.Uploads;
import io.datacapsule.api.observability.Metrics;
import io.datacapsule.api.security.ApiKeys;
import io.datacapsule.api.tracing.Tracing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed description is what the controllers say. After a change of theirs, write it anew:
 * {@code ./mvnw verify -pl api -am -Dit.test=OpenApiIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 * -Dfailsafe.failIfNoSpecifiedTests=false -Ddab.openapi.write=true}.
 */
class OpenApiIT {

    private static final Path COMMITTED = Path.of("src/main/openapi/openapi.json");
    private static final Map<String, String> PROPERTIES = Map.of(
            "springdoc.api-docs.enabled", "true",
            "springdoc.api-docs.path", "/api/v1/docs/generated.js",
            "springdoc.api-docs.version", "openapi_3_1",
            "springdoc.writer-with-order-by-keys", "true",
            "springdoc.override-with-generic-response", "false",
            "springdoc.default-produces-media-type", "application/json");

    @BeforeEach
    void turnTheGeneratorOn() {
        PROPERTIES.forEach(System::setProperty);
    }

    @AfterEach
    void turnTheGeneratorOff() {
        PROPERTIES.keySet().forEach(System::clearProperty);
    }

    @Test
    void isCommittedAsGenerated(@TempDir Path folder) throws IOException {
        String generated = generated(folder);
        if (Boolean.getBoolean("dab.openapi.write")) {
            Files.writeString(COMMITTED, generated);
        }

        assertThat(Files.readString(COMMITTED)).isEqualTo(generated);
    }

    @Test
    void describesEveryOperationWithItsErrors(@TempDir Path folder) throws IOException {
        JsonNode paths = JsonMapper.shared().readTree(generated(folder)).path("paths");

        assertThat(paths.size()).isGreaterThan(20);
        paths.forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
            assertThat(operation.path("summary").asString(""))
                    .as(method + " " + path)
                    .isNotEmpty();
            assertThat(operation.path("tags").size()).as(method + " " + path).isEqualTo(1);
            if (!path.startsWith("/api/v1/health")) {
                assertThat(operation.path("responses").has("401")).as(path).isTrue();
                assertThat(operation.path("responses").has("503")).as(path).isTrue();
            }
        }));
    }

    private static String generated(Path folder) throws IOException {
        Settings settings = RunningServer.settings(folder, Map.of("AUTH_ENABLED", "false"));
        Home home = Home.prepare(folder);
        Uploads uploads = new Uploads(home);
        List<Object> beans = List.of(
                settings,
                home,
                ApiKeys.of(settings.security(), home),
                new Catalog(),
                uploads,
                new ArtifactSources(IngestRoots.of(settings), uploads),
                new AirflowSources(AirflowInstances.of(settings.egress()), uploads, query -> {
                    throw new AssertionError("nothing is ingested");
                }),
                new Metrics(),
                Tracing.of(settings.tracing()));
        try (WebServer web = WebServer.start(settings, beans)) {
            Api.Answer answer = new Api(web.url() + "/api/v1", "").get("/docs/generated.js");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            JsonMapper mapper = JsonMapper.builder()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .defaultPrettyPrinter(new DefaultPrettyPrinter())
                    .build();
            Object tree = mapper.readValue(answer.response().body(), Object.class);
            return new String(mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree), StandardCharsets.UTF_8)
                    + "\n";
        }
    }
}
