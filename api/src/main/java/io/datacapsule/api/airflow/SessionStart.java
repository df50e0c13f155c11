package io.datacapsule.api.airflow;

import io.datacapsule.model.UpstreamException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Finds out which API an instance has, and shows it who asks. */
final class SessionStart {

    /** What an instance answers for an API that it does not have, or a proxy before it. */
    private static final Set<String> ELSEWHERE =
            Set.of("airflow_not_found", "airflow_invalid_answer", "airflow_redirect", "airflow_refused");

    /** What may mean that it has the API and wants more of who asks, or that it keeps everybody from what it does not have. */
    private static final Set<String> CLOSED = Set.of("airflow_unauthorized", "airflow_forbidden");

    private final AirflowHttp http;
    private final AirflowOptions options;
    private final Credentials credentials;

    SessionStart(AirflowHttp http, AirflowOptions options, Credentials credentials) {
        this.http = http;
        this.options = options;
        this.credentials = credentials;
    }

    Session open() {
        if (options.apiVersion().isPresent()) {
            ApiVersion api = options.apiVersion().get();
            return new Session(http, api, version(api), header(api));
        }
        String version;
        try {
            version = version(ApiVersion.V2);
        } catch (UpstreamException e) {
            if (!ELSEWHERE.contains(e.code()) && !CLOSED.contains(e.code())) {
                throw e;
            }
            return older(e);
        }
        return new Session(http, ApiVersion.V2, version, header(ApiVersion.V2));
    }

    /** The same with the API of Airflow 2, after that answer for the one of Airflow 3. */
    private Session older(UpstreamException newer) {
        try {
            return new Session(http, ApiVersion.V1, version(ApiVersion.V1), header(ApiVersion.V1));
        } catch (UpstreamException e) {
            throw CLOSED.contains(newer.code()) && ELSEWHERE.contains(e.code()) ? newer : e;
        }
    }

    private String version(ApiVersion api) {
        List<String> path = List.of("api", api.word(), "version");
        JsonNode answer = http.get(header(ApiVersion.V1), path, Map.of());
        if (!answer.path("version").isString()) {
            throw http.unexpected(path, "version");
        }
        return Excerpt.clean(answer.path("version").asString(""), credentials);
    }

    /** What is sent with every request; Airflow 3 gives a token for a password. */
    private String header(ApiVersion api) {
        return switch (credentials) {
            case Credentials.None _ -> "";
            case Credentials.Bearer bearer -> "Bearer " + bearer.token();
            case Credentials.Basic basic ->
                api == ApiVersion.V2 ? "Bearer " + token(basic) : "Basic " + basic.encoded();
        };
    }

    private String token(Credentials.Basic basic) {
        List<String> path = List.of("auth", "token");
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("username", basic.username()).put("password", basic.password());
        String token = http.post(path, body).path("access_token").asString("");
        return Optional.of(token)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> http.unexpected(path, "access_token"));
    }
}
