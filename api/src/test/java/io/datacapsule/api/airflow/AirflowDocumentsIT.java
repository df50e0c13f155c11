package io.datacapsule.api.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import io.datacapsule.ingest.airflow.AirflowMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The client understands servers that are generated from the OpenAPI documents of Airflow's releases, and these find nothing wrong
 * with its requests. Needs the documents, beside the repository or in {@code DAB_SHARED}, and the program that serves them,
 * {@code prism} on the PATH or {@code -Ddab.prism} (npm's @stoplight/prism-cli); it is left out without them.
 */
@Timeout(300)
class AirflowDocumentsIT {

    private static final List<Process> SERVERS = new ArrayList<>();
    private static final Map<String, Integer> PORTS = new HashMap<>();

    /** What the server finds wrong with a request, or with the answer that it made up itself. */
    private static final Queue<String> VIOLATIONS = new ConcurrentLinkedQueue<>();

    @TempDir
    private static Path folder;

    @AfterAll
    static void stops() {
        SERVERS.forEach(Process::destroy);
    }

    @ParameterizedTest
    @CsvSource({
        "airflow-2.3-v1.yaml, v1, bearer",
        "airflow-2.3-v1.yaml, v1, basic",
        "airflow-2.10-v1.yaml, v1, bearer",
        "airflow-2.10-v1.yaml, auto, basic",
        "airflow-3.1-v2.yaml, v2, bearer",
        "airflow-3.1-v2.yaml, auto, basic"
    })
    void asksAsTheDocumentSaysAndUnderstandsTheAnswers(String document, String version, String authentication)
            throws Exception {
        int api = served(document);
        int auth = served("airflow-3.2-simple-auth-manager.yaml");
        boolean basic = authentication.equals("basic");
        Credentials credentials = basic ? new Credentials.Basic("admin", "admin") : new Credentials.Bearer("token");
        NotedProgress progress = new NotedProgress();
        try (MockAirflow front = new MockAirflow("none", "")
                .instead("^/auth/", Integer.MAX_VALUE, forward(auth))
                .instead("^/api/", Integer.MAX_VALUE, forward(api))) {
            AirflowMetadata metadata = Asked.of(
                    front,
                    progress,
                    credentials,
                    "api_version",
                    version,
                    "include_paused",
                    "true",
                    "include_inactive",
                    "true",
                    "auth_mode",
                    basic ? "basic_env" : "bearer_env");

            assertThat(metadata.version()).isNotBlank();
            assertThat(metadata.dags())
                    .isNotEmpty()
                    .allSatisfy(dag -> assertThat(dag.tasks()).isNotEmpty());
            assertThat(metadata.assets().isEmpty()).isEqualTo(document.contains("2.3"));
            assertThat(progress.warnings).isEmpty();
            assertThat(VIOLATIONS).noneMatch(violation -> violation.contains("\"request\""));
            assertThat(metadata.incomplete()) // the documents say nothing about totals
                    .allSatisfy(reason -> assertThat(reason).containsAnyOf("could be read", "/api/v1/datasets"));
            assertThat(front.asked()).anyMatch(path -> path.contains("/taskInstances"));
        }
    }

    private static int served(String document) throws IOException, InterruptedException {
        if (!PORTS.containsKey(document)) {
            PORTS.put(document, serve(document));
        }
        return PORTS.get(document);
    }

    private static int serve(String document) throws IOException, InterruptedException {
        String prism = System.getProperty("dab.prism", "prism");
        assumeThat(runs(prism))
                .as("there is no program '%s' that serves the documents", prism)
                .isTrue();
        Path source = documents().resolve(document);
        assumeThat(source).as("the documents of Airflow are not there").exists();
        String yaml = Files.readString(source)
                .replaceAll("(?m)^  (['\"]?)/(?!api/|auth/)", "  $1/api/v1/")
                .replaceAll("(?m)^  - url: \"?/api/v1\"?", "  - url: \"/\"");
        Path served = Files.writeString(folder.resolve(document), yaml);
        int port = free();
        SERVERS.add(new ProcessBuilder(prism, "mock", "-h", "127.0.0.1", "-p", String.valueOf(port), served.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(document + ".log").toFile())
                .start());
        while (!listens(port)) {
            assertThat(SERVERS.getLast().isAlive()).isTrue();
            Thread.sleep(100);
        }
        return port;
    }

    /** Where the documents of Airflow are, if they are there. */
    static Path documents() {
        return Path.of(Optional.ofNullable(System.getenv("DAB_SHARED")).orElse("../../shared"))
                .resolve("data/airflow");
    }

    private static boolean runs(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Hands a request on to the server at that port, as it is. */
    private static MockAirflow.Behaviour forward(int port) {
        return exchange -> {
            HttpURLConnection to = (HttpURLConnection) URI.create("http://127.0.0.1:" + port
                            + exchange.getRequestURI().toString())
                    .toURL()
                    .openConnection();
            for (String name : List.of("Authorization", "Accept", "Content-Type")) {
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                        .ifPresent(value -> to.setRequestProperty(name, value));
            }
            if (exchange.getRequestMethod().equals("POST")) {
                to.setDoOutput(true);
                to.getOutputStream().write("{\"username\": \"admin\", \"password\": \"admin\"}".getBytes());
            }
            answer(exchange, to);
        };
    }

    private static void answer(HttpExchange exchange, HttpURLConnection from) throws IOException {
        int status = from.getResponseCode();
        Optional.ofNullable(from.getHeaderField("sl-violations")).ifPresent(VIOLATIONS::add);
        try (InputStream in = status < 400 ? from.getInputStream() : from.getErrorStream()) {
            byte[] body = in == null ? new byte[0] : in.readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
