package io.datacapsule.api.airflow;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An instance whose API is known and that was shown who asks.
 *
 * @param http          how it is asked
 * @param api           which API it has
 * @param version       the version that it tells; empty if it told none
 * @param authorization the header that it is shown; empty for none
 */
record Session(AirflowHttp http, ApiVersion api, String version, String authorization) {

    /** What lies at that path below the API. */
    JsonNode get(List<String> path, Map<String, String> query) {
        return http.get(
                authorization,
                Stream.concat(Stream.of("api", api.word()), path.stream()).toList(),
                query);
    }

    /** The same, for a list in that field. */
    JsonNode list(List<String> path, String field, Map<String, String> query) {
        JsonNode answer = get(path, query);
        if (!answer.path(field).isArray()) {
            throw http.unexpected(path, field);
        }
        return answer;
    }

    /** Leaves out the header. */
    @Override
    public String toString() {
        return "Session[" + api + " " + version + "]";
    }
}
