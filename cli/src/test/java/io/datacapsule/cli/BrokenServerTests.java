package io.datacapsule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a server that does not keep to the rules. */
class BrokenServerTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 413, 429, 503, 507})
    void tellsWhatTheServerSaidWhenItRefusedAnUploadBeforeItsFilesWereSent(int status) throws IOException {
        String body = "{\"detail\":\"Because of this and that.\",\"code\":\"refused\"}";
        String answer = "HTTP/1.1 " + status + " No\r\nContent-Type: application/problem+json\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body;

        Shell.Result result = ingestInto(answer);

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("dab: Because of this and that. [refused]\n");
    }

    @Test
    void explainsTheStatusWhereTheServerSaidNothingElse() throws IOException {
        String answer = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

        Shell.Result result = ingestInto(answer);

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("The server takes no upload of this size");
    }

    @Test
    void tellsThatTheServerHungUpDuringAnUpload() throws IOException {
        Shell.Result result = ingestInto("HTTP/1.1 100 Continue\r\n\r\n");

        assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
        assertThat(result.err()).contains("The server closed the connection during the upload.");
    }

    @Test
    void keepsNothingOfAnExportThatBreaksOff() throws IOException {
        try (ServerSocket server = server("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nflowchart LR")) {
            Shell.Result result =
                    new Shell(folder).with("DAB_URL", url(server)).dab("graph", "export", "--output", "graph.mmd");

            assertThat(result.exit()).isEqualTo(ExitCode.FAILURE);
            assertThat(result.err()).contains("The connection to " + url(server) + " broke");
            assertThat(folder).isEmptyDirectory();
        }
    }

    private Shell.Result ingestInto(String answer) throws IOException {
        Files.write(folder.resolve("manifest.json"), new byte[20_000_000]);
        try (ServerSocket server = server(answer)) {
            return new Shell(folder).with("DAB_URL", url(server)).dab("ingest", "dbt", "--manifest", "manifest.json");
        }
    }

    /** Reads the head of one request, gives the answer and hangs up. */
    private static ServerSocket server(String answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    assertThat(line).doesNotContain("\0");
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // the test sees what the client makes of it
            }
        });
        return server;
    }

    private static String url(ServerSocket server) {
        return "http://127.0.0.1:" + server.getLocalPort();
    }
}
