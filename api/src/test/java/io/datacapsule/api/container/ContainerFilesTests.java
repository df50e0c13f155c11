package io.datacapsule.api.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Whether the files for containers are what the programs that read them take. No container is run. */
class ContainerFilesTests {

    private static final Path DOCKER = Path.of("../docker").toAbsolutePath().normalize();

    /** Throws if a field is unknown to its kind, missing or of another type. */
    private interface Check {
        void of(JsonElement manifest) throws IOException;
    }

    private static final Map<String, Check> KINDS = Map.of(
            "Deployment", V1Deployment::validateJsonElement,
            "Service", V1Service::validateJsonElement,
            "PersistentVolumeClaim", V1PersistentVolumeClaim::validateJsonElement,
            "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "NetworkPolicy", V1NetworkPolicy::validateJsonElement);

    private static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.list(DOCKER.resolve("kubernetes"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aManifestHasTheFieldsOfItsKind(Path file) throws IOException {
        check(Files.readString(file));
    }

    @Test
    void aMisspeltFieldIsFound() throws IOException {
        String wrong = Files.readString(DOCKER.resolve("kubernetes/deployment.yaml"))
                .replace("readinessProbe:", "readynessProbe:");
        assertThatThrownBy(() -> check(wrong)).hasMessageContaining("readynessProbe");
    }

    private static void check(String yaml) throws IOException {
        Map<String, Object> manifest = new Yaml().load(yaml);
        Check check = KINDS.get(String.valueOf(manifest.get("kind")));
        assertThat(check).as("kind %s", manifest.get("kind")).isNotNull();
        check.of(new Gson().toJsonTree(manifest));
    }

    @Test
    void probesAreThoseOfTheRunbook() throws IOException {
        Map<String, Object> manifest = new Yaml().load(Files.readString(DOCKER.resolve("kubernetes/deployment.yaml")));
        assertThat(new Gson().toJson(manifest))
                .contains("\"livenessProbe\":{\"httpGet\":{\"path\":\"/api/v1/health/live\",\"port\":\"http\"},"
                        + "\"initialDelaySeconds\":10,\"periodSeconds\":15,\"failureThreshold\":3}")
                .contains("\"readinessProbe\":{\"httpGet\":{\"path\":\"/api/v1/health/ready\",\"port\":\"http\"},"
                        + "\"initialDelaySeconds\":5,\"periodSeconds\":10,\"failureThreshold\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "docker-compose.embedded.yml"})
    void aComposeFileIsValid(String name) throws IOException, InterruptedException {
        ProcessBuilder command =
                new ProcessBuilder("docker-compose", "-f", DOCKER.resolve(name).toString(), "config", "--quiet");
        command.environment()
                .putAll(Map.of(
                        "API_KEYS", "a", "POSTGRES_PASSWORD", "b", "NEO4J_PASSWORD", "c", "REDIS_PASSWORD", "d"));
        assumeTrue(isInstalled("docker-compose"), "docker-compose is not installed");
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void noFileHoldsASecret() throws IOException {
        for (String name : List.of(".env.example", "docker-compose.yml", "docker-compose.embedded.yml")) {
            assertThat(Files.readAllLines(DOCKER.resolve(name)))
                    .noneMatch(line -> line.matches("(?i).*(password|api_keys)[\"']?\\s*[:=]\\s*[\"']?[a-z0-9]{4,}.*"));
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
