package io.datacapsule.api;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Answers a few requests; FAKE in the environment makes it misbehave. */
public final class Server {

    private Server() {}

    /** Serves until it is stopped. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String fake = String.valueOf(System.getenv("FAKE"));
        System.out.println("fake server says hello");
        if (fake.equals("dies")) {
            System.err.println("The folder is on fire.");
            System.exit(3);
        }
        if (fake.equals("stubborn")) {
            Runtime.getRuntime().addShutdownHook(new Thread(Server::forever));
        }
        Files.writeString(Path.of(System.getenv("DAB_HOME"), "api-key"), "k");
        HttpServer http = HttpServer.create(
                new InetSocketAddress(System.getenv("DAB_BIND"), Integer.parseInt(System.getenv("DAB_PORT"))), 0);
        answer(http, "/api/v1/health", "{\"status\":\"healthy\",\"version\":\"9.9\",\"revision\":4}");
        answer(http, "/api/v1/health/ready", "{\"status\":\"ready\"}");
        answer(http, "/api/v1/capsules", "{\"items\":[{\"urn\":\"urn:dcs:dbt:model:a:b\"}],\"total\":1}");
        answer(http, "/api/v1/capsules/stats", "{\"capsules\":17}");
        answer(
                http,
                "/api/v1/ingest/dbt/upload",
                "{\"id\":\"j\",\"status\":\"completed\",\"source_type\":\"dbt\",\"source_name\":\"demo\"}");
        if (!fake.equals("never-ready")) {
            http.start();
        }
        forever();
    }

    private static void answer(HttpServer http, String path, String json) {
        http.createContext(path, exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private static void forever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
