package io.datacapsule.api;

import io.datacapsule.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to a server as any client would.
 *
 * @param root start of all paths
 * @param key  sent with every call
 */
public record Api(String root, String key) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String BOUNDARY = "----dab-test";

    /** What came back. */
    public record Answer(int status, HttpResponse<byte[]> response) {

        /** The body as text. */
        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        /** The body as JSON. */
        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        /** A header, or an empty text. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** A client of that server, with the key of its home. */
    static Api of(Server server, Path home) {
        try {
            return new Api(
                    server.url() + "/api/v1",
                    Files.readString(home.resolve("api-key")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same without a key. */
    public Api withoutKey() {
        return new Api(root, "");
    }

    /** The same with a new key of that role. */
    Api as(Role role) {
        Answer made = post("/keys", "{\"name\":\"" + UUID.randomUUID() + "\",\"role\":\"" + role.word() + "\"}");
        return new Api(root, made.json().path("key").asString());
    }

    /** Reads a path. */
    public Answer get(String path) {
        return send(path, request -> request);
    }

    /** Sends JSON to a path. */
    public Answer post(String path, String json) {
        return send(
                path,
                request -> request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Sends a form of text fields and files. */
    public Answer upload(String path, Map<String, Object> parts) {
        return upload(path, List.copyOf(parts.entrySet()));
    }

    /** The same, with names that may come more than once. */
    Answer upload(String path, List<Map.Entry<String, Object>> parts) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        parts.forEach(part -> write(form, part.getKey(), part.getValue()));
        form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(
                path,
                request -> request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray())));
    }

    private static void write(ByteArrayOutputStream form, String name, Object value) {
        try {
            boolean file = value instanceof Path;
            String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                    + (file ? "; filename=\"" + name + ".json\"\r\nContent-Type: application/json" : "") + "\r\n\r\n";
            form.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            form.writeBytes(
                    value instanceof Path path
                            ? Files.readAllBytes(path)
                            : value.toString().getBytes(StandardCharsets.UTF_8));
            form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends any request. */
    public Answer send(String path, UnaryOperator<HttpRequest.Builder> made) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
        if (!key.isEmpty()) {
            request.header("X-API-Key", key);
        }
        try {
            HttpResponse<byte[]> response =
                    CLIENT.send(made.apply(request).build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
