package io.datacapsule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks to the server's API. Every method throws {@link CommandFailure}, with what the server said, unless it answers with
 * success.
 *
 * <p>Built on {@link HttpURLConnection}, because {@code java.net.http} triples the time that a command takes to start; but uploads
 * need that one, which keeps what a server says before it has read the request.
 */
final class ApiClient {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int PROBE_MILLIS = 2_000;
    private static final int READ_MILLIS = 300_000;

    private final URI api;
    private final Optional<String> key;

    /**
     * Speaks to one server.
     *
     * @param api address without a slash at the end
     * @param key to show with every request
     */
    ApiClient(URI api, Optional<String> key) {
        this.api = api;
        this.key = key;
    }

    /** Reads what lies at {@code path}. */
    JsonNode get(String path) {
        return tree(read("GET", path, null));
    }

    /** Reads what lies at {@code path}, as the server wrote it. */
    byte[] getBytes(String path) {
        return read("GET", path, null);
    }

    /** The status with which the server answers at {@code path} within a second or two; 0 if none answers. */
    int probe(String path) {
        try {
            HttpURLConnection connection = open("GET", path);
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            return connection.getResponseCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Sends {@code body}, or nothing if it is null. */
    JsonNode post(String path, @Nullable JsonNode body) {
        return tree(read("POST", path, body));
    }

    /** Takes away what lies at {@code path}. */
    JsonNode delete(String path) {
        return tree(read("DELETE", path, null));
    }

    /** Copies what lies at {@code path} to {@code target} as it arrives, however long it is. */
    void download(String path, OutputStream target) {
        download("GET", path, target);
    }

    /** Copies what {@code method} is answered with, without a body, to {@code target} as it arrives: all of it. */
    void download(String method, String path, OutputStream target) {
        exchange(() -> {
            HttpURLConnection connection = open(method, path);
            if (method.equals("POST")) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(0);
                connection.getOutputStream().close();
            }
            try (InputStream in = answer(connection)) {
                long length = connection.getContentLengthLong();
                long copied = in.transferTo(target);
                if (length >= 0 && copied != length) {
                    throw new IOException(copied + " of " + length + " bytes came");
                }
                return copied;
            }
        });
    }

    /** Sends a form with files as it is read from disk. A server that refuses says so before it gets the files. */
    JsonNode upload(String path, MultipartForm form) {
        return exchange(() -> {
            HttpResponse<byte[]> response = UploadExchange.send(request(path, form), form);
            require(response);
            return tree(response.body());
        });
    }

    /** The same; what it is answered with is copied to {@code target} as it arrives: all of it. */
    void exchange(String path, MultipartForm form, OutputStream target) {
        exchange(() -> {
            HttpResponse<byte[]> response = UploadExchange.send(request(path, form), form, target);
            require(response);
            return response;
        });
    }

    private HttpRequest request(String path, MultipartForm form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Content-Type", form.contentType())
                .expectContinue(true)
                .POST(form.body());
        headers(request::header);
        return request.build();
    }

    private static void require(HttpResponse<byte[]> response) throws IOException {
        require(
                response.statusCode(),
                name -> response.headers().firstValue(name).orElse(""),
                response::body);
    }

    private byte[] read(String method, String path, @Nullable JsonNode body) {
        return exchange(() -> {
            HttpURLConnection connection = open(method, path);
            if (method.equals("POST")) {
                byte[] bytes = body == null ? new byte[0] : JsonMapper.shared().writeValueAsBytes(body);
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(bytes.length);
                connection.setRequestProperty("Content-Type", "application/json");
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(bytes);
                }
            }
            try (InputStream in = answer(connection)) {
                return in.readAllBytes();
            }
        });
    }

    private HttpURLConnection open(String method, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(api + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false); // the key is for this server, not for another
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        headers(connection::setRequestProperty);
        return connection;
    }

    private void headers(BiConsumer<String, String> header) {
        header.accept("Accept", "application/json, application/problem+json, */*");
        header.accept("User-Agent", "dab");
        key.ifPresent(value -> header.accept("X-API-Key", value));
    }

    private static InputStream answer(HttpURLConnection connection) throws IOException {
        require(
                connection.getResponseCode(),
                name -> Objects.requireNonNullElse(connection.getHeaderField(name), ""),
                () -> {
                    try (InputStream error = connection.getErrorStream()) {
                        return error == null ? new byte[0] : error.readAllBytes();
                    }
                });
        return connection.getInputStream();
    }

    /** Lets only success pass. */
    private static void require(int status, UnaryOperator<String> header, Exchange<byte[]> body) throws IOException {
        if (status >= 300 && status < 400) {
            throw new CommandFailure("The server sends us elsewhere, to " + header.apply("Location")
                    + ". If that is right, say it by --url.");
        }
        if (status < 200 || status >= 400) {
            throw Problem.of(status, header.apply("Retry-After"), body.run());
        }
    }

    private JsonNode tree(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw new CommandFailure("What answers at " + host() + " is not Data Capsule Server: no JSON.", e);
        }
    }

    private <T> T exchange(Exchange<T> exchange) {
        try {
            return exchange.run();
        } catch (ConnectException e) {
            throw new UnreachableServerFailure("No server answers at " + host() + ". Start it with `dab up`.", e);
        } catch (UnknownHostException e) {
            throw new UnreachableServerFailure("There is no host named " + api.getHost() + ".", e);
        } catch (SocketTimeoutException e) {
            throw new UnreachableServerFailure(host() + " did not answer in time.", e);
        } catch (IOException e) {
            throw new UnreachableServerFailure("The connection to " + host() + " broke: " + e.getMessage(), e);
        }
    }

    private String host() {
        String text = api.toString();
        return text.substring(0, text.length() - api.getPath().length());
    }

    private interface Exchange<T> {
        T run() throws IOException;
    }
}
