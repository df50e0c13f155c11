package io.datacapsule.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What somebody may send who means harm is refused in short time, by somebody who has a key. The limits only keep a hang from hanging. */
@ExtendWith(RunningServer.class)
@Timeout(60)
class HostileRequestsIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../etc/passwd",
                "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "/docs/..%2f..%2f..%2fetc%2fpasswd",
                "/docs/%252e%252e%252f%252e%252e%252fetc%252fpasswd",
                "/docs/..;/..;/etc/passwd",
                "/docs/..%5c..%5cetc%5cpasswd",
                "/docs/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
                "/docs/swagger-ui.css%00.html",
                "/capsules/..%2f..%2f..%2fetc%2fpasswd"
            })
    void keepsToItsPaths(String path, Api api) throws IOException {
        String answer = raw(api, "GET /api/v1" + path + " HTTP/1.1\r\nHost: x\r\nX-API-Key: " + api.key() + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("root:");
    }

    /** Nobody may make the server look at files that are not meant for it, or at other hosts, however that is written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../../../etc/passwd",
                "/etc/passwd",
                "/proc/self/environ",
                "/dev/zero",
                "file:///etc/passwd",
                "http://127.0.0.1:1/manifest.json",
                "http://169.254.169.254/latest/meta-data/",
                "http://2852039166/latest/meta-data/",
                "http://0xa9fea9fe/",
                "http://0251.0376.0251.0376/",
                "http://[::ffff:169.254.169.254]/",
                "http://127.1/",
                "http://localhost./redirect?to=http://169.254.169.254/",
                "https://user@169.254.169.254:80@example.com/",
                "jar:http://127.0.0.1:1/x.jar!/manifest.json",
                "gopher://127.0.0.1:5432/_x",
                "//169.254.169.254/share/manifest.json",
                "\\\\169.254.169.254\\share\\manifest.json"
            })
    void readsNoFileAndAsksNoHostThatACallerNames(String path, Api api) {
        String body = "{\"manifest_path\": \"" + path.replace("\\", "\\\\") + "\"}";

        Api.Answer answer = api.post("/ingest/dbt?wait=true", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.text()).doesNotContain("root:");
    }

    /** Without EGRESS_ALLOW only public addresses are called, in whatever form others are written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1",
                "http://localhost:5432",
                "http://LOCALHOST.:1",
                "http://169.254.169.254/latest/meta-data",
                "http://2852039166/",
                "http://0xa9fea9fe/",
                "http://0251.0376.0251.0376/",
                "http://0xa9.254.0251.254/",
                "http://127.1/",
                "http://0/",
                "http://[::]/",
                "http://[::1]:1/",
                "http://[::ffff:169.254.169.254]/",
                "http://[::ffff:7f00:1]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[fe80::1%25lo]/",
                "http://[fd00:ec2::254]/",
                "http://\uff11\uff12\uff17.0.0.1/",
                "http://169\u3002254\u3002169\u3002254/",
                "http://example.com@127.0.0.1:1/",
                "http://user@169.254.169.254:80@example.com/",
                "http://169.254.169.254#@example.com/",
                "http://169.254.169.254?@example.com/",
                "http:\\\\169.254.169.254\\x",
                "http://169.254.169.254\r\nHost: example.com/",
                "//169.254.169.254/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:5432/_x",
                "jar:http://127.0.0.1:1/x.jar!/",
                "http:127.0.0.1"
            })
    void fetchesNothingFromWhereNobodyElseMayLook(String url, Api api) {
        String body = JsonMapper.shared()
                .createObjectNode()
                .put("base_url", url)
                .put("timeout", 5)
                .toString();

        Api.Answer answer = api.post("/ingest/airflow?wait=true", body);

        assertThat(answer.status()).as(answer.text()).isIn(400, 403);
        assertThat(answer.json().path("code").asString()).isIn("invalid_url", "url_credentials", "egress_not_allowed");
    }

    @Test
    void takesNoHeadAndNoLineWithoutEnd(Api api) throws IOException {
        String key = "X-API-Key: " + api.key() + "\r\n";

        assertThat(raw(api, "GET /api/v1/capsules/" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n" + key))
                .startsWith("HTTP/1.1 4");
        assertThat(raw(
                        api,
                        "GET /api/v1/capsules HTTP/1.1\r\nHost: x\r\n" + key + "X: " + "a".repeat(200_000) + "\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(raw(api, "GET /api/v1/capsules HTTP/1.1\r\nHost: x\r\n" + key + "X: 1\r\n".repeat(20_000)))
                .startsWith("HTTP/1.1 4");
        assertThat(raw(api, "GET /api/v1/capsules?" + "a=1&".repeat(3_000) + " HTTP/1.1\r\nHost: x\r\n" + key))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void takesNoBodyWithoutEndAndNoneThatIsDeep(Api api) {
        String deep = "[".repeat(100_000);
        String large = "{\"sql\": \"select 1\", \"dialect\": \"duckdb\"" + " ".repeat(33_000_000) + "}";
        for (String path : new String[] {"/ingest/dbt", "/graph/query", "/lineage/sql", "/keys"}) {
            assertThat(api.post(path, deep).status()).as(path).isEqualTo(400);
            assertThat(api.post(path, "{\"a\":".repeat(50_000)).status())
                    .as(path)
                    .isEqualTo(400);
        }
        assertThat(api.post("/lineage/sql", large).status()).isEqualTo(400);
        assertThat(api.post("/graph/query", "{\"query\": \"" + "x".repeat(3_000_000) + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/capsules?limit=2147483648",
                "/capsules?limit=100000",
                "/capsules?offset=-9223372036854775808",
                "/capsules/none/lineage?depth=1000000000",
                "/search?q=x&limit=99999999999999999999",
                "/ingest/jobs?limit=1e9"
            })
    void pagesNoFurtherThanItSays(String path, Api api) {
        assertThat(api.get(path).status()).isBetween(400, 404);
    }

    @Test
    void letsNobodyWriteItsHeaders(Api api) throws IOException {
        String inUrl = raw(
                api,
                "GET /api/v1/search?q=x%0d%0aSet-Cookie:%20stolen=1 HTTP/1.1\r\nHost: x\r\nX-API-Key: " + api.key()
                        + "\r\nX-Request-ID: 1%0d%0aSet-Cookie: stolen=1\r\n");
        String folded =
                raw(api, "GET /api/v1/health/live HTTP/1.1\r\nHost: x\r\nX-Request-ID: 1\r\n Set-Cookie: stolen=1\r\n");
        String twoLengths = raw(
                api,
                "POST /api/v1/graph/query HTTP/1.1\r\nHost: x\r\nX-API-Key: " + api.key()
                        + "\r\nContent-Length: 4\r\nContent-Length: 400\r\n");
        String lengthAndChunks = raw(
                api,
                "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked, identity\r\n");

        assertThat(inUrl).startsWith("HTTP/1.1 200").doesNotContain("\r\nSet-Cookie: stolen");
        assertThat(folded).doesNotContain("\r\nSet-Cookie: stolen");
        assertThat(twoLengths).startsWith("HTTP/1.1 400");
        assertThat(lengthAndChunks).startsWith("HTTP/1.1 4");
        Api.Answer name = api.upload(
                "/ingest/dbt/upload?wait=true",
                Map.of("project_name", "a\r\nSet-Cookie: stolen=1", "manifest", Artifacts.demoManifest()));
        assertThat(name.status()).isEqualTo(400);
    }

    @Test
    void restoresNoArchiveOfNamesWithoutNumber(Api api, @TempDir Path folder) throws IOException {
        Path archive = folder.resolve("names.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (int i = 0; i < 25_000; i++) {
                zip.putNextEntry(new ZipEntry("../" + i));
                zip.closeEntry();
            }
        }
        Api.Answer many = api.upload("/admin/restore", Map.of("archive", archive));
        Api.Answer large = api.upload("/admin/restore", Map.of("archive", bomb(folder.resolve("bomb.zip"))));

        assertThat(many.status()).as(many.text()).isBetween(400, 499);
        assertThat(large.status()).as(large.text()).isBetween(400, 499);
    }

    /** Much of nothing in little room. */
    private static Path bomb(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 256; i++) {
                zip.write(nothing);
            }
            zip.closeEntry();
        }
        return file;
    }

    @Test
    void matchesNothingForEver(Api api) {
        String victim = "a".repeat(60) + "!";
        assertThat(api.post(
                                "/graph/query",
                                "{\"language\": \"cypher\", \"query\": \"RETURN '" + victim + "' =~ '(a|aa)+'\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.post(
                                "/graph/query",
                                "{\"language\": \"gremlin\", \"query\": \"g.V().has('name', TextP.regex('(a|aa)+'))\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.send("/cache?pattern=dcs:" + "*a".repeat(60), HttpRequest.Builder::DELETE)
                        .status())
                .isIn(200, 400);
        assertThat(api.get("/search?q=" + "a".repeat(500)).status()).isIn(200, 400);
        assertThat(api.get("/search?q=" + "(a*)*%22~%5B".repeat(20)).status()).isIn(200, 400);
    }

    private static String raw(Api api, String head) throws IOException {
        URI uri = URI.create(api.root());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort());
                InputStream in = socket.getInputStream()) {
            try {
                socket.getOutputStream()
                        .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // it has heard enough
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
