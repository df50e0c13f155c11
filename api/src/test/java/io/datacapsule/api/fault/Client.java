package io.datacapsule.api.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller of the REST API. */
final class Client {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final String base;
    private final String key;

    Client(int port, String key) {
        this("http://127.0.0.1:" + port + "/api/v1", key);
    }

    private Client(String base, String key) {
        this.base = base;
        this.key = key;
    }

    /** An answer: its status and its body as JSON. */
    record Answer(int status, JsonNode body) {

        String text(String field) {
            return body.path(field).asString("");
        }
    }

    /** The same with a new key of that role. */
    Client as(String role) {
        String body = "{\"name\":\"" + UUID.randomUUID() + "\",\"role\":\"" + role + "\"}";
        Answer made = send("POST", "/keys", BodyPublishers.ofString(body), "application/json");
        return new Client(base, made.text("key"));
    }

    boolean isReady() {
        try {
            return send("GET", "/health/ready", BodyPublishers.noBody(), "application/json")
                            .status()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), "application/json");
    }

    Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody(), "application/json");
    }

    /** Uploads the artifacts of a project; the answer is the job, possibly still running. */
    Answer upload(Path project, Map<String, String> fields) {
        String boundary = "----artifacts";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            for (String part : new String[] {"manifest", "catalog"}) {
                body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part
                                + "\"; filename=\"" + part + ".json\"\r\nContent-Type: application/json\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
                body.writeBytes(Files.readAllBytes(project.resolve(part + ".json")));
                body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fields.forEach((name, value) -> body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(
                "POST",
                "/ingest/dbt/upload",
                BodyPublishers.ofByteArray(body.toByteArray()),
                "multipart/form-data; boundary=" + boundary);
    }

    /** Writes the whole catalog to a file, or answers why not. */
    Answer backup(Path file) {
        HttpResponse<byte[]> response = exchange(
                request("POST", "/admin/backup", BodyPublishers.noBody(), "application/json"),
                BodyHandlers.ofByteArray());
        try {
            if (response.statusCode() == 200) {
                Files.write(file, response.body());
                return new Answer(200, JSON.createObjectNode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    /** Makes the catalog that of the archive. */
    Answer restore(Path archive) {
        String boundary = "----archive";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            body.writeBytes(
                    ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"archive\"; filename=\"a.zip\"\r\n"
                                    + "Content-Type: application/zip\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(Files.readAllBytes(archive));
            body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return send(
                "POST",
                "/admin/restore",
                BodyPublishers.ofByteArray(body.toByteArray()),
                "multipart/form-data; boundary=" + boundary);
    }

    /** The job of that id when it has ended. */
    Answer awaitEnd(String job) {
        for (int i = 0; i < 3_000; i++) {
            Answer answer = get("/ingest/jobs/" + job);
            String status = answer.text("status");
            if (answer.status() == 200 && !status.equals("pending") && !status.equals("running")) {
                return answer;
            }
            ServerProcess.pause(50);
        }
        throw new AssertionError("job " + job + " did not end");
    }

    /** A digest of all nodes and edges of the graph with their attributes, whatever order they come in. */
    String graphDigest() {
        JsonNode graph = get("/graph/export?format=json&include_columns=true&include_tags=true")
                .body();
        TreeSet<String> lines = new TreeSet<>();
        graph.path("nodes").forEach(node -> lines.add("n" + node));
        graph.path("edges").forEach(edge -> lines.add("e" + edge));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return lines.size() + ":" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Answer send(String method, String path, BodyPublisher body, String type) {
        HttpResponse<String> response = exchange(request(method, path, body, type), BodyHandlers.ofString());
        String text = response.body();
        return new Answer(
                response.statusCode(),
                text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : JSON.createObjectNode());
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String type) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("X-API-Key", key)
                .header("Content-Type", type)
                .timeout(LIMIT)
                .method(method, body)
                .build();
    }

    private static <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
        try {
            return HTTP.send(request, handler);
        } catch (ConnectException e) {
            throw new UncheckedIOException("no server answers", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
