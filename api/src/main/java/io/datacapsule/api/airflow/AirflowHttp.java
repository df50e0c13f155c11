package io.datacapsule.api.airflow;

import io.datacapsule.api.egress.EgressGuard;
import io.datacapsule.model.CatalogException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks one instance over HTTP. Every failure is an error of the catalog. Safe for use by many threads, of which few connect at a time. */
final class AirflowHttp implements AutoCloseable {

    /** The largest answer in bytes, also when it is unpacked. */
    static final int LARGEST = 32 * 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxDocumentLength(LARGEST)
                            .maxStringLength(4 * 1024 * 1024)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .build();

    private final URI base;
    private final Failures failures;
    private final CloseableHttpClient client;

    /** Asks the instance of those options, connected to where the guard lets it. */
    AirflowHttp(AirflowOptions options, Credentials credentials, EgressGuard guard, Retries retries) {
        this.base = options.baseUrl();
        this.failures = new Failures(options, credentials);
        this.client = HttpClients.of(options, guard, retries);
    }

    /**
     * What the instance answers below its address.
     *
     * @param authorization the header; empty for none
     * @param path          segments, not encoded
     * @param query         parameters, not encoded
     */
    JsonNode get(String authorization, List<String> path, Map<String, String> query) {
        return ask(ClassicRequestBuilder.get(uri(path, query)), authorization, path);
    }

    /** What the instance answers to that body. */
    JsonNode post(List<String> path, JsonNode body) {
        return ask(
                ClassicRequestBuilder.post(uri(path, Map.of()))
                        .setEntity(JSON.writeValueAsBytes(body), ContentType.create("application/json")),
                "",
                path);
    }

    private JsonNode ask(ClassicRequestBuilder request, String authorization, List<String> path) {
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        if (!authorization.isEmpty()) {
            request.setHeader(HttpHeaders.AUTHORIZATION, authorization);
        }
        ClassicHttpRequest built = request.build();
        try {
            return client.execute(built, response -> answer(response, path));
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    private JsonNode answer(ClassicHttpResponse response, List<String> path) throws IOException {
        byte[] body = body(response);
        if (response.getCode() < 200 || response.getCode() >= 300) {
            throw refused(response, body, path);
        }
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (StreamConstraintsException e) {
            throw failures.tooLarge();
        } catch (JacksonException e) {
            // told below
        }
        throw failures.notJson(path);
    }

    private CatalogException refused(ClassicHttpResponse response, byte[] body, List<String> path) {
        String location = response.getFirstHeader(HttpHeaders.LOCATION) == null
                ? ""
                : response.getFirstHeader(HttpHeaders.LOCATION).getValue();
        String retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER) == null
                ? ""
                : response.getFirstHeader(HttpHeaders.RETRY_AFTER).getValue();
        return failures.of(response.getCode(), new String(body, StandardCharsets.UTF_8), path, location, retryAfter);
    }

    private static byte[] body(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        byte[] bytes = EntityUtils.toByteArray(entity, LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new TooLargeException();
        }
        return bytes;
    }

    private URI uri(List<String> path, Map<String, String> query) {
        try {
            URIBuilder uri = new URIBuilder(base).appendPathSegments(path);
            query.forEach(uri::addParameter);
            return uri.build();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an encoded path is one", e);
        }
    }

    /** What to say when an answer has another shape than Airflow's. */
    CatalogException unexpected(List<String> path, String missing) {
        return failures.unexpected(path, missing);
    }

    /** Ends what is under way at once. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
