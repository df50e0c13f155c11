package io.datacapsule.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server over real HTTP that gives prepared answers and remembers what it was asked. */
final class FakeServer implements AutoCloseable {

    private final HttpServer http;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    FakeServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        http.createContext("/", this::handle);
        http.start();
    }

    /** The address of the server. */
    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Answers {@code GET /api/v1/…} and the like with 200 and JSON; given several times, in that order. */
    FakeServer on(String methodAndPath, String json) {
        return on(methodAndPath, 200, json);
    }

    /** The same with another status; the last answer given stays. */
    FakeServer on(String methodAndPath, int status, String body) {
        String[] parts = methodAndPath.split(" ", 2);
        answers.computeIfAbsent(parts[0] + " /api/v1" + parts[1], key -> new ArrayDeque<>())
                .add(new Answer(status, body));
        return this;
    }

    /** What was asked, in order. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The only question. */
    Asked only() {
        if (asked.size() != 1) {
            throw new AssertionError("Expected one request, got " + asked);
        }
        return asked.getFirst();
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    path.replaceFirst("^/api/v1", ""),
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-API-Key"))
                            .orElse(""),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Deque<Answer> prepared = answers.get(exchange.getRequestMethod() + " " + path);
            Answer answer = prepared == null
                    ? new Answer(404, "{\"detail\":\"nothing is prepared for " + path + "\",\"code\":\"not_found\"}")
                    : prepared.size() > 1 ? prepared.poll() : prepared.peek();
            byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (answer.status >= 300 && answer.status < 400) {
                exchange.getResponseHeaders().set("Location", "http://elsewhere.example.com/");
            }
            if (answer.status == 429) {
                exchange.getResponseHeaders().set("Retry-After", "2");
            }
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** A request. */
    record Asked(String method, String path, String query, String key, String body) {}

    private record Answer(int status, String body) {}
}
