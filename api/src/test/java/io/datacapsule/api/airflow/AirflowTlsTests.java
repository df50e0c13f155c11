package io.datacapsule.api.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.datacapsule.model.CatalogException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom an instance has to show its certificate of. */
class AirflowTlsTests {

    private static final char[] PASSWORD = "for-tests-only".toCharArray();

    @TempDir
    private Path folder;

    private HttpsServer server;
    private String certificate = "";

    @BeforeEach
    void servesWithACertificateOfItsOwn() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=airflow",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        server.createContext("/", exchange -> {
            boolean version = exchange.getRequestURI().getPath().endsWith("/version");
            byte[] body = (version
                            ? "{\"version\": \"3.1.0\"}"
                            : "{\"dags\": [], \"assets\": [], \"total_entries\": 0}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private SSLContext context(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        certificate = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(store.getCertificate("a").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @AfterEach
    void stops() {
        server.stop(0);
    }

    @Test
    void doesNotTrustACertificateThatNobodyVouchesFor() {
        assertThatThrownBy(() -> client("127.0.0.1").fetch(new NotedProgress()))
                .hasMessageContaining("--ca-file")
                .extracting(e -> ((CatalogException) e).code())
                .isEqualTo("airflow_tls");
    }

    @Test
    void trustsTheAuthoritiesThatWereNamed() {
        assertThat(client("127.0.0.1", "ca_pem", certificate)
                        .fetch(new NotedProgress())
                        .version())
                .isEqualTo("3.1.0");
    }

    @Test
    void trustsNoCertificateOfAnotherHost() {
        assertThatThrownBy(() -> client("localhost", "ca_pem", certificate).fetch(new NotedProgress()))
                .extracting(e -> ((CatalogException) e).code())
                .isEqualTo("airflow_tls");
    }

    private AirflowClient client(String host, String... options) {
        return Asked.client(
                "https://" + host + ":" + server.getAddress().getPort(),
                "127.0.0.0/8",
                new Credentials.None(),
                options);
    }
}
