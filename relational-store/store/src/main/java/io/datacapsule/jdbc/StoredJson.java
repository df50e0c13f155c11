package io.datacapsule.jdbc;

import java.nio.charset.StandardCharsets;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Values as JSON columns. Text is changed where PostgreSQL cannot hold it: zero characters and halves of surrogate pairs. */
final class StoredJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(String.class, new StorableText(false))
                    .addKeySerializer(String.class, new StorableText(true)))
            .build();

    private StoredJson() {}

    /** The value as JSON; records with names in snake case. */
    static JSONB write(Object value) {
        return JSONB.valueOf(MAPPER.writeValueAsString(value));
    }

    /** The value that was written; what an older version did not write is 0 or null. */
    static <T> T read(JSONB json, TypeReference<T> type) {
        return MAPPER.readValue(json.data(), type);
    }

    /** The text as PostgreSQL can hold it. */
    static @Nullable String storable(@Nullable String text) {
        return text == null ? null : clean(text);
    }

    private static String clean(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    private static final class StorableText extends ValueSerializer<String> {

        private final boolean key;

        StorableText(boolean key) {
            this.key = key;
        }

        @Override
        public void serialize(String text, JsonGenerator generator, SerializationContext context) {
            if (key) {
                generator.writeName(clean(text));
            } else {
                generator.writeString(clean(text));
            }
        }
    }
}
