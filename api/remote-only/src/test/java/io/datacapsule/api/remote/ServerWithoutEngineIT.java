package io.datacapsule.api.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.neo4j.Neo4jConnection;
import io.datacapsule.neo4j.embedded.EmbeddedNeo4j;
import io.datacapsule.neo4j.embedded.EmbeddedOptions;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerWithoutEngineIT {

    @TempDir
    private Path folder;

    @Test
    void hasTheDriverAndNothingOfTheEngine() throws IOException {
        List<String> classes = new ArrayList<>();
        for (String file : classPath().split(File.pathSeparator)) {
            try (JarFile jar = new JarFile(file)) {
                jar.stream().map(entry -> entry.getName()).forEach(classes::add);
            }
        }

        assertThat(classes)
                .contains("org/neo4j/driver/Driver.class", "io/datacapsule/api/Server.class")
                .noneMatch(name -> name.startsWith("org/neo4j/kernel/"))
                .noneMatch(name -> name.startsWith("org/neo4j/graphdb/"))
                .noneMatch(name -> name.startsWith("org/neo4j/cypher/internal/runtime/"))
                .noneMatch(name -> name.startsWith("io/datacapsule/neo4j/embedded/"));
    }

    @Test
    void saysWhatToSetWhenNoDatabaseIsNamed() throws IOException, InterruptedException {
        Process server = start(Map.of());

        assertThat(server.waitFor()).isEqualTo(1);
        assertThat(log())
                .contains(
                        "dab: This build carries no graph engine of its own: set NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD")
                .doesNotContain("Exception");
        assertThat(folder.resolve("home/postgres")).doesNotExist();
    }

    @Test
    void servesFromANeo4jElsewhere() throws IOException, InterruptedException {
        EmbeddedOptions options = EmbeddedOptions.defaults().withPageCacheBytes(64 * 1024 * 1024);
        try (EmbeddedNeo4j elsewhere = EmbeddedNeo4j.start(folder.resolve("elsewhere"), options)) {
            Neo4jConnection connection = elsewhere.connection();
            Process server = start(Map.of(
                    "NEO4J_URI", connection.uri().toString(),
                    "NEO4J_USERNAME", connection.username(),
                    "NEO4J_PASSWORD", connection.password()));
            try {
                assertThat(ask("/api/v1/capsules", awaitUrl(server))).contains("\"total\":0");
            } finally {
                server.destroy();
                server.waitFor();
            }
        }
    }

    private static String classPath() throws IOException {
        return Files.readString(Path.of(System.getProperty("remote.classpath"))).strip();
    }

    private Process start(Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                "io.datacapsule.api.Server");
        builder.environment().keySet().removeIf(name -> name.startsWith("DAB_") || name.startsWith("NEO4J_"));
        builder.environment().put("DAB_HOME", folder.resolve("home").toString());
        builder.environment().put("DAB_PORT", "0");
        builder.environment().putAll(variables);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
    }

    /** Where the server listens, as soon as it says that it is ready. */
    private String awaitUrl(Process server) throws IOException, InterruptedException {
        while (!log().contains("Ready at ")) {
            assertThat(server.isAlive()).as(log()).isTrue();
            Thread.sleep(100);
        }
        return log().replaceFirst("(?s).*Ready at (\\S+),.*", "$1");
    }

    private String ask(String path, String url) throws IOException, InterruptedException {
        String key = Files.readString(folder.resolve("home/api-key")).strip();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .header("X-API-Key", key)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }
}
