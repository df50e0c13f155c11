package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which server is asked, with which key, and what is said when it does not answer well. */
class ConnectionTests {

    private static final String HEALTHY = "{\"status\":\"healthy\",\"version\":\"1.2\",\"graph\":{\"revision\":3}}";

    @TempDir
    private Path folder;

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stops() {
        server.close();
    }

    @Test
    void asksWhoeverTheOptionNames() {
        server.on("GET /health", HEALTHY);

        Shell.Result result = new Shell(folder)
                .with("DAB_URL", "http://127.0.0.1:1")
                .dab("health", "--url", server.url() + "/api/v1/", "--api-key", "k1");

        assertThat(result.exit()).isEqualTo(ExitCode.OK);
        assertThat(result.out()).containsPattern("version +1.2").containsPattern("graph.revision +3");
        assertThat(server.only().key()).isEqualTo("k1");
    }

    @Test
    void takesTheKeyFromTheEnvironmentBeforeTheHome() throws IOException {
        server.on("GET /health", HEALTHY);
        Files.writeString(Files.createDirectories(folder.resolve(".dab")).resolve("api-key"), "from-home\n");
        Shell shell = new Shell(folder).with(server);

        shell.dab("health");
        shell.with("API_KEYS", "first,second").dab("health");
        shell.with("DAB_API_KEY", "from-variable").dab("health");

        assertThat(server.asked())
                .extracting(FakeServer.Asked::key)
                .containsExactly("from-home", "first", "from-variable");
    }

    @Test
    void neverSendsTheKeyOfTheHomeToAnotherMachine() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(".dab")).resolve("api-key"), "secret");
        Surroundings surroundings = surroundings(Map.of("HOME", folder.toString()));

        GlobalOptions options = new GlobalOptions();

        assertThat(options.apiKey(surroundings, URI.create("https://catalog.example.com/api/v1")))
                .isEmpty();
        assertThat(options.apiKey(surroundings, URI.create("http://localhost:8000/api/v1")))
                .contains("secret");
    }

    @Test
    void findsTheLocalServerByItsRecordUnlessAPortIsSaid() throws IOException {
        Path home = Files.createDirectories(folder.resolve("state"));
        new ServerRecord(1, "http://127.0.0.1:4242", java.time.Instant.now()).write(home);
        GlobalOptions options = new GlobalOptions();

        assertThat(options.api(surroundings(Map.of("DAB_HOME", home.toString()))))
                .hasToString("http://127.0.0.1:4242/api/v1");
        assertThat(options.api(surroundings(Map.of("DAB_HOME", home.toString(), "DAB_PORT", "9"))))
                .hasToString("http://127.0.0.1:9/api/v1");
        assertThat(options.api(surroundings(Map.of("HOME", folder.toString()))))
                .hasToString("http://127.0.0.1:8000/api/v1");
    }

    @Test
    void saysHowToStartAServerWhenNoneAnswers() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        Shell.Result result = new Shell(folder).with("DAB_PORT", "" + free).dab("jobs", "list");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err())
                .isEqualTo("dab: No server answers at http://127.0.0.1:" + free + ". Start it with `dab up`.\n");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        for (String url : new String[] {"ftp://x", "localhost:8000", "http://", "http://a b"}) {
            Shell.Result result = new Shell(folder).dab("health", "--url", url);
            assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
            assertThat(result.err()).contains("'" + url + "' is not the address of a server");
        }
        assertThat(new Shell(folder).with("DAB_PORT", "many").dab("health").err())
                .contains("DAB_PORT is 'many', which is not a port");
    }

    @Test
    void explainsWhereAKeyComesFrom() {
        server.on("GET /health", 401, "{\"detail\":\"No key.\",\"code\":\"unauthorized\"}");

        assertThat(new Shell(folder).with(server).dab("health").err()).contains("No key.", "DAB_API_KEY");
    }

    @Test
    void followsNobodyElsewhere() {
        server.on("GET /health", 302, "");

        Shell.Result result = new Shell(folder).with(server).dab("health");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("http://elsewhere.example.com/");
    }

    @Test
    void tellsAnAnswerThatIsNotOurs() {
        server.on("GET /health", "<html>").on("GET /ingest/jobs", 502, "Bad gateway");
        Shell shell = new Shell(folder).with(server);

        assertThat(shell.dab("health").err()).contains("is not Data Capsule Server");
        assertThat(shell.dab("jobs", "list").err()).contains("The server answered 502: Bad gateway");
    }

    @Test
    void anUnhealthyServerIsAFailure() {
        server.on("GET /health", "{\"status\":\"unhealthy\"}");

        assertThat(new Shell(folder).with(server).dab("health").exit()).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void listsEveryErrorOfARequest() {
        server.on("GET /ingest/jobs", 400, """
                {"detail":"Two parameters are wrong.","code":"invalid_input",
                 "errors":[{"field":"limit","message":"must be positive"},{"field":"status","message":"unknown"}]}""");

        assertThat(new Shell(folder).with(server).dab("jobs", "list").err())
                .contains("  limit: must be positive\n  status: unknown\n");
    }

    @Test
    void namesTheRequestOfADefectOfTheServer() {
        server.on("GET /ingest/jobs", 500, "{\"title\":\"Internal error\",\"request_id\":\"r-77\"}");

        assertThat(new Shell(folder).with(server).dab("jobs", "list").err()).contains("Internal error", "r-77");
    }

    private Surroundings surroundings(Map<String, String> variables) {
        return new Surroundings(
                variables,
                java.io.InputStream.nullInputStream(),
                System.out,
                System.err,
                false,
                false,
                80,
                folder,
                Optional.empty(),
                "dab");
    }
}
