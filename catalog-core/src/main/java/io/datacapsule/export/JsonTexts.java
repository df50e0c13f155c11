package io.datacapsule.export;

import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the formats made of JSON share. */
final class JsonTexts {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    private JsonTexts() {}

    /** A generator that writes as it goes and, where an error stops it, does not close what is open as if all were well. */
    static JsonGenerator generator(Writer writer) {
        return MAPPER.createGenerator(writer);
    }

    /** Writes a property that is a text, a boolean or an int. */
    static void property(JsonGenerator json, String name, Object value) {
        switch (value) {
            case Boolean truth -> json.writeBooleanProperty(name, truth);
            case Integer number -> json.writeNumberProperty(name, number);
            default -> json.writeStringProperty(name, value.toString());
        }
    }
}
