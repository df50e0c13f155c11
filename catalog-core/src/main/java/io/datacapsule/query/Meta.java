package io.datacapsule.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads free metadata, which is kept as the text of a JSON object. */
final class Meta {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private Meta() {}

    /** The object, or an empty one if there is none; a text that is no JSON object is shown under {@code text}. */
    static Map<String, Object> read(@Nullable String json) {
        if (json == null || json.isBlank() || json.equals("{}")) {
            return Map.of();
        }
        try {
            return JSON.readValue(json, OBJECT);
        } catch (JacksonException e) {
            return Map.of("text", json);
        }
    }
}
